#include "app/views/unit/unit_view.h"

#include "app/views/view_help.h"
#include "app/views/unit/inspector.h"
#include "app/views/unit/unit_pages.h"
#include "engine/inspect/lstm_states.h"
#include "ui/charts/colour_map.h"
#include "ui/pad/class_wording.h"

namespace {

/// The class that the unit stands for, where classes have names; else empty.
QString className(const engine::Sequential& network, const QStringList& classNames, Selection::Unit unit)
{
    const bool isOfTheAnswer = unit.layer + 1 == network.size() && network.outputShape()[0] > 1;
    return isOfTheAnswer && !areNumbers(classNames) ? classNames.value(qsizetype(unit.index)) : QString();
}

} // namespace

UnitView::UnitView(const Context& context)
    : m_context(context)
    , m_inspector(new Inspector)
{
}

QWidget* UnitView::widget()
{
    return m_inspector;
}

void UnitView::refresh(Inspection::Changes what)
{
    if (!(what & (Inspection::Network | Inspection::Weights | Inspection::SampleOf | Inspection::UnitOf | Inspection::Data)))
        return;
    const Inspection& inspection = m_context.inspection;
    const engine::Sequential& network = *inspection.model().network;
    const auto unit = m_context.selection.unit();
    if (!unit) {
        m_inspector->clear();
    } else if (auto page = unitPage(inspection.model(), inspection.prediction(), *unit)) {
        page->unitName = className(network, inspection.classNames(), *unit);
        m_inspector->setUnit(*page);
    } else if (engine::LstmStates::findLstm(network) == unit->layer) {
        m_inspector->explain(tr("Memory cell %1 has four sums, one for each gate, and computes them anew at every row. "
                                "Inside shows its hidden state after each row, Weights the weights of its gates.")
                                 .arg(unit->index));
    } else {
        m_inspector->clear();
    }
}

QString UnitView::help()
{
    return helpText(tr("One neuron or filter: what it is given, what it multiplies and adds up, and what comes "
                       "out."),
                    {{tr("Weights, input, product"),
                      tr("Its weights, what is there, and both multiplied: %1 raises its sum, blue lowers it.").arg(positiveColour())},
                     {tr("The sum"),
                      tr("The products added up, plus the bias, and what the activation function makes of it. "
                         "These are the network's own numbers.")}});
}
