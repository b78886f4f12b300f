#include "ui/charts/curve_export.h"

#include "ui/charts/curve_csv.h"
#include "ui/charts/curve_plot.h"
#include "ui/charts/curve_readout.h"
#include "ui/charts/curve_view.h"
#include "ui/style/theme.h"

#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextStream>

#include <functional>

namespace {

constexpr QSize exportSize(900, 640);

std::optional<QString> saveWhole(const QString& path, const std::function<bool(QIODevice&)>& write)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && write(file) && file.commit())
        return {};
    return CurveView::tr("%1 could not be written: %2.").arg(QFileInfo(path).fileName(), file.errorString());
}

void paint(const CurvePage& page, QPainter& painter, QSize size)
{
    constexpr int margin = 8;
    const int titleHeight = page.title.isEmpty() ? 0 : painter.fontMetrics().height() + margin;
    const int readoutHeight = page.readout.sizeHint().height();
    const QRect noteArea(margin, titleHeight + readoutHeight, size.width() - 2 * margin,
                         page.note.isEmpty() ? 0 : painter.fontMetrics().height() + margin);
    const int top = noteArea.bottom() + 1;
    painter.fillRect(QRect(QPoint(), size), theme().panel);
    painter.setPen(theme().text);
    painter.drawText(QRect(margin, margin, size.width() - 2 * margin, titleHeight), Qt::AlignLeft, page.title);
    page.readout.paintOn(painter, QRect(0, titleHeight, size.width(), readoutHeight));
    painter.setPen(theme().mutedText);
    painter.drawText(noteArea, Qt::AlignLeft | Qt::AlignTop,
                     painter.fontMetrics().elidedText(page.note, Qt::ElideRight, noteArea.width()));
    painter.drawPicture(0, top, page.plot.picture(size - QSize(0, top)));
}

} // namespace

std::optional<QString> savePng(const CurvePage& page, const QString& path)
{
    return saveWhole(path, [&page](QIODevice& device) {
        constexpr int pixelsPerPoint = 2;
        QImage image(exportSize * pixelsPerPoint, QImage::Format_RGB32);
        QPainter painter(&image);
        painter.setFont(page.font);
        painter.scale(pixelsPerPoint, pixelsPerPoint);
        paint(page, painter, exportSize);
        painter.end();
        return image.save(&device, "PNG");
    });
}

std::optional<QString> savePdf(const CurvePage& page, const QString& path)
{
    return saveWhole(path, [&page](QIODevice& device) {
        QPdfWriter writer(&device);
        writer.setTitle(page.title);
        writer.setResolution(page.dotsPerInch);
        writer.setPageMargins({});
        const QSizeF points = QSizeF(exportSize) * (72.0 / page.dotsPerInch);
        writer.setPageSize(QPageSize(points, QPageSize::Point, QString(), QPageSize::ExactMatch));
        QPainter painter(&writer);
        painter.setFont(page.font);
        paint(page, painter, exportSize);
        return painter.end();
    });
}

std::optional<QString> saveCsv(const CurveHistory& history, std::uint64_t stepsPerEpoch, const QString& path)
{
    return saveWhole(path, [&](QIODevice& device) {
        QTextStream out(&device);
        writeCsv(history, stepsPerEpoch, out);
        out.flush();
        return out.status() == QTextStream::Ok;
    });
}
