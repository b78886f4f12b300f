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
        return DoubtHelp::tr("<p>This network is not calibrated. Its probabilities are probably too high, as networks "
                             "tend to be overconfident, and it cannot tell a digit from a "
                             "scribble.</p><p><tt>digitscope calibrate</tt> corrects both, with digits that it has not "
                             "learnt.</p>");
    const QLocale locale;
    return DoubtHelp::tr("<p>These probabilities are calibrated: of the drawings that get 80 %, about 80 % are read "
                         "right. For that the logits are divided by a temperature of %1.</p><p>A drawing counts as no "
                         "digit when its probability is spread more widely over the classes than that of all but %2 % "
                         "of %3 digits that the network has not learnt (%4).</p>")
        .arg(locale.toString(calibration.temperature, 'f', 2), locale.toString(100 * calibration.rejected, 'f', 1),
             locale.toString(qulonglong(calibration.samples)), QString::fromStdString(calibration.data).toHtmlEscaped());
}
