#include "app/session/picture_input.h"

#include "app/session/picture_crop.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImageReader>
#include <QMimeData>
#include <QUrl>

PictureInput::PictureInput(Jobs& jobs, QObject* parent)
    : QObject(parent)
    , m_jobs(jobs)
{
}

bool PictureInput::isPicture(const QString& file)
{
    QImageReader reader(file);
    reader.setDecideFormatFromContent(true);
    if (reader.canRead())
        return true;
    // A broken one is still meant as a picture.
    return QImageReader::supportedImageFormats().contains(QFileInfo(file).suffix().toLower().toLatin1());
}

template<typename Work>
void PictureInput::read(Work work)
{
    m_jobs.run(m_prediction, {.failed = [this](const QString& reason) { emit failed(reason); }},
               [work = std::move(work)](const std::stop_token&, const engine::Progress&) { return work(); },
               [this](const OutsidePicture& picture) { show(picture); });
}

void PictureInput::open(const QString& file)
{
    read([file] { return outsidePictureOf(file); });
}

void PictureInput::paste()
{
    const QMimeData* content = QGuiApplication::clipboard()->mimeData();
    if (!content || !take(*content, tr("the clipboard")))
        emit failed(tr("There is no picture on the clipboard: copy one, or a part of the screen, and paste again."));
}

bool PictureInput::take(const QMimeData& content, const QString& name)
{
    for (const QUrl& url : content.urls()) {
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile() && isPicture(url.toLocalFile())) {
            open(url.toLocalFile());
            return true;
        }
    }
    if (!content.hasImage())
        return false;
    const auto image = qvariant_cast<QImage>(content.imageData());
    if (image.isNull())
        return false;
    read([name, image] { return outsidePictureOf(name, image); });
    return true;
}

void PictureInput::show(const OutsidePicture& picture)
{
    m_crop.cancel(); // it was of the picture before
    m_wanted.reset();
    m_picture = picture;
    emit changed();
}

void PictureInput::setCrop(const std::optional<QRectF>& area)
{
    if (!m_picture)
        return;
    const auto crop = area ? std::optional(cropOf(*area, m_picture->source.size())) : std::nullopt;
    if (crop == m_wanted)
        return;
    m_wanted = crop;
    if (!m_crop.isRunning()) // else what runs is shown first: while one drags there is always something new to see
        readCrop();
}

QRectF PictureInput::area() const
{
    if (m_wanted != m_picture->crop)
        return m_wanted ? sharesOf(*m_wanted, m_picture->source.size()) : QRectF(0, 0, 1, 1);
    return m_picture->area;
}

void PictureInput::readCrop()
{
    m_jobs.run(m_crop, {.failed = [this](const QString& reason) { emit failed(reason); }},
               [picture = *m_picture, crop = m_wanted](const std::stop_token&, const engine::Progress&) {
                   return readAgain(picture, crop);
               },
               [this](const OutsidePicture& picture) {
                   m_picture = picture;
                   if (m_picture->crop != m_wanted)
                       readCrop();
                   emit changed();
               });
}

void PictureInput::close()
{
    m_prediction.cancel();
    m_crop.cancel();
    m_wanted.reset();
    if (!m_picture)
        return;
    m_picture.reset();
    emit changed();
}
