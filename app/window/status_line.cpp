#include "app/window/status_line.h"

#include "app/session/data_library.h"
#include "app/session/data_location.h"
#include "app/session/data_words.h"
#include "app/session/model_files.h"
#include "ui/style/elided_label.h"

#include <QLocale>
#include <QStatusBar>

StatusLine::StatusLine(const Context& context, QStatusBar& bar)
    : QObject(&bar)
    , m_context(context)
    , m_label(new ElidedLabel(&bar))
{
    m_label->setContentsMargins(8, 0, 8, 0);
    bar.addWidget(m_label, 1);
    connect(&context.inspection, &Inspection::changed, this, [this](Inspection::Changes what) {
        if (what & (Inspection::Network | Inspection::Weights | Inspection::Data | Inspection::Log))
            show();
    });
    connect(&context.data, &DataLibrary::loadingChanged, this, &StatusLine::show);
    connect(&context.models, &ModelFiles::saved, this, [&bar](const QString& file) { bar.showMessage(tr("Saved %1").arg(file), 4000); });
    show();
}

void StatusLine::show()
{
    const RunState& state = m_context.runs.state();
    m_label->setText(parts().join(QStringLiteral("   |   ")));
    m_label->setToolTip(state.isTrained() ? tr("This network learnt from %1.").arg(state.trainedOn) : QString());
}

QStringList StatusLine::parts() const
{
    const RunState& state = m_context.runs.state();
    const auto& data = m_context.runs.data();
    const QLocale locale(QLocale::English);
    QStringList parts;
    if (m_context.data.isLoading())
        parts << tr("reading the data…");
    else
        parts << (data ? QString::fromStdString(describe(*data)) : tr("no data"));
    parts << tr("%1 · %2 parameters").arg(QString::fromStdString(state.recipe.name), locale.toString(qulonglong(state.network->parameters().size())));
    if (state.isTrained() && state.weights->step == 0)
        parts << (m_context.runs.current().progress().isPretraining() ? tr("being pre-trained on %1") : tr("pre-trained on %1")).arg(inWords(state.trainedOn));
    else if (state.isTrained())
        parts << tr("step %1, learnt from %2").arg(locale.toString(qulonglong(state.weights->step)), inWords(state.trainedOn));
    else
        parts << tr("untrained");
    if (const auto shown = m_context.inspection.shown().step)
        parts << tr("showing step %1").arg(locale.toString(qulonglong(*shown)));
    return parts;
}
