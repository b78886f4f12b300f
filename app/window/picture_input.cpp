#include "app/window/picture_input.h"

#include "app/window/pad_panel.h"
#include "ui/pad/picture_view.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImageReader>
#include <QLabel>
#include <QMimeData>
#include <QUrl>

PictureInput::PictureInput(PadPanel& panel, QWidget* window)
    : QObject(window)
    , m_panel(panel)
    , m_window(window)
{
    connect(&panel, &PadPanel::drawingRequested, this, &PictureInput::leave);
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

void PictureInput::open()
{
    const QString file = QFileDialog::getOpenFileName(m_window, tr("Open a picture of a digit"), {}, tr("Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.webp);;All files (*)"));
    if (!file.isEmpty())
        open(file);
}

void PictureInput::open(const QString& file)
{
    const quint64 number = ++m_last;
    m_jobs.run([file] { return readingOfFile(file); },
               [this, number](const PictureReading& picture) {
                   if (number == m_last)
                       show(picture);
               },
               [this](const QString& reason) { emit failed(reason); });
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
    const quint64 number = ++m_last;
    m_jobs.run([name, image] { return readingOf(name, image); },
               [this, number](const PictureReading& picture) {
                   if (number == m_last)
                       show(picture);
               },
               [this](const QString& reason) { emit failed(reason); });
    return true;
}

void PictureInput::show(const PictureReading& picture)
{
    m_picture = picture;
    m_panel.picture->setPicture(picture.picture);
    m_panel.pictureText->setText(picture.digit ? tr("From %1. Framed: the ink that was found.").arg(picture.name)
                                               : tr("From %1. Nothing in it stands out from its background: try one with more contrast.").arg(picture.name));
    m_panel.showPicture();
    emit pictureChanged();
}

void PictureInput::leave()
{
    ++m_last;
    if (!m_picture)
        return;
    m_picture.reset();
    m_panel.showPad();
    emit pictureChanged();
}
