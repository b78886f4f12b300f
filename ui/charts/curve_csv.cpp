#include "ui/charts/curve_csv.h"

#include "ui/charts/curve_history.h"

#include <QStringList>
#include <QTextStream>

#include <cmath>
#include <map>

namespace {

struct Row
{
    const engine::StepRecord* batch = nullptr;
    const engine::EvaluationRecord* evaluation = nullptr;
    QStringList events;
};

std::map<std::uint64_t, Row> rowsByStep(const CurveHistory& history)
{
    std::map<std::uint64_t, Row> rows;
    for (const auto& record : history.steps())
        rows.emplace_hint(rows.end(), record.step, Row{.batch = &record, .evaluation = nullptr, .events = {}});
    for (const auto& record : history.evaluations())
        rows[record.step].evaluation = &record;
    for (const auto& event : history.events())
        rows[event.step].events << event.text;
    return rows;
}

/// Nine digits tell every float from its neighbours.
QString exact(float value)
{
    return QString::number(double(value), 'g', 9);
}

/// A network that names no class has no accuracy.
QString pair(float loss, float accuracy)
{
    return exact(loss) + QLatin1Char(',') + (std::isnan(accuracy) ? QString() : exact(accuracy));
}

/// RFC 4180: in quotes, and a quote within is doubled.
QString quoted(QString text)
{
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

} // namespace

void writeCsv(const CurveHistory& history, std::uint64_t stepsPerEpoch, QTextStream& out)
{
    const QString nothing = QStringLiteral(",");
    out << "step,epoch,batch_loss,batch_accuracy,train_loss,train_accuracy,test_loss,test_accuracy,event\n";
    for (const auto& [step, row] : rowsByStep(history)) {
        const auto* evaluation = row.evaluation;
        const bool hasTrainingSet = evaluation && evaluation->trainSamples > 0;
        out << step << ',';
        if (stepsPerEpoch > 0)
            out << QString::number(double(step) / double(stepsPerEpoch), 'g', 9);
        out << ',' << (row.batch ? pair(row.batch->loss, row.batch->accuracy) : nothing);
        out << ',' << (hasTrainingSet ? pair(evaluation->trainLoss, evaluation->trainAccuracy) : nothing);
        out << ',' << (evaluation ? pair(evaluation->testLoss, evaluation->testAccuracy) : nothing) << ',';
        if (!row.events.isEmpty())
            out << quoted(row.events.join(QStringLiteral("; ")));
        out << '\n';
    }
}
