#include "app/views/doubt_help.h"

#include "engine/model/calibration.h"

#include <QCoreApplication>
#include <QLocale>

namespace {

/// A context for the translators.
struct DoubtHelp
{
    Q_DECLARE_TR_FUNCTIONS(DoubtHelp)
};

} // namespace

QString doubtHelp(const engine::Calibration& calibration)
{
    if (!calibration.isFound())
        return DoubtHelp::tr("<p>This network is not calibrated: the probabilities are its own, and networks tend to be surer than "
                             "they are right. Nobody knows from where on its doubt means that the drawing is no digit.</p>"
                             "<p><tt>digitscope calibrate</tt> finds both on digits that it has not learnt.</p>");
    const QLocale locale;
    return DoubtHelp::tr("<p>These probabilities are calibrated: of the drawings that it is 80 % sure of, about 80 % are read "
                         "right. Its own were divided by a temperature of %1, on the logits.</p><p>A drawing counts as no digit when "
                         "probability is spread over so many of them as it is over none but %2 % of %3 digits that the network "
                         "has not learnt (%4).</p>")
        .arg(locale.toString(calibration.temperature, 'f', 2), locale.toString(100 * calibration.rejected, 'f', 1),
             locale.toString(qulonglong(calibration.samples)), QString::fromStdString(calibration.data).toHtmlEscaped());
}
