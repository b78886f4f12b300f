#include "engine/train/early_stopping.h"

#include "engine/errors.h"
#include "engine/recipe/switch_setting.h"
#include "engine/recipe/units.h"

#include <array>
#include <limits>

namespace engine {
namespace {

struct Monitor
{
    const char* name;
    float EvaluationRecord::*value;
};

constexpr std::array monitors{
    Monitor{"validation_loss", &EvaluationRecord::validationLoss},
    Monitor{"validation_accuracy", &EvaluationRecord::validationAccuracy},
    Monitor{"train_loss", &EvaluationRecord::trainLoss},
    Monitor{"train_accuracy", &EvaluationRecord::trainAccuracy},
};

std::vector<std::string> monitorNames()
{
    std::vector<std::string> names;
    for (const Monitor& monitor : monitors)
        names.emplace_back(monitor.name);
    return names;
}

SettingInfo count(const char* name, const char* help)
{
    return {.name = name, .help = help, .initial = std::int64_t{0}, .minimum = 0, .maximum = 100'000, .unit = units::epochs};
}

bool isLoss(const std::string& monitor)
{
    return monitor.ends_with("_loss");
}

} // namespace

std::span<const KindInfo> earlyStoppingKinds()
{
    static const std::array<KindInfo, 2> kinds{{
        {"none", "None", "The run goes through all of its epochs.", {}},
        {"early_stopping", "When nothing improves",
         "The run ends when what is watched has not improved for some epochs. The test data are never watched.",
         {{.name = "monitor",
           .help = "what is watched, on the part held out for validation or on the training samples",
           .initial = std::string(monitors.front().name),
           .choices = monitorNames()},
          count("patience", "epochs without improvement after which the run ends"),
          {.name = "min_delta",
           .help = "how much better an epoch must be to count as an improvement",
           .initial = 0.0,
           .minimum = 0,
           .maximum = 1e6},
          switchSetting("restore_best_weights", "whether the weights of the best epoch come back at the end"),
          count("start_from_epoch", "epochs at the beginning that are not watched")}},
    }};
    return kinds;
}

void requireWatchable(const Recipe& recipe)
{
    if (recipe.earlyStopping.kind == "none")
        return;
    const std::string& monitor = recipe.earlyStopping.text("monitor");
    if (recipe.validationSplit == 0 && monitor.starts_with("validation_"))
        throw SettingError("early stopping watches the %1, but no training samples are held out: set the validation "
                           "split to 0.1, say, or watch the %2 on the training samples",
                           monitor, monitor.substr(monitor.find('_') + 1));
    if (recipe.target == Target::Input && !isLoss(monitor))
        throw SettingError("early stopping watches the %1, but an auto-encoder has no accuracy: watch a loss", monitor);
}

EarlyStopping::EarlyStopping(const Spec& spec)
    : m_isActive(spec.kind != "none")
{
    if (!m_isActive)
        return;
    const std::string& name = spec.text("monitor");
    for (const Monitor& monitor : monitors)
        if (name == monitor.name)
            m_monitor = monitor.value;
    m_isLoss = isLoss(name);
    m_restoresBest = isOn(spec, "restore_best_weights");
    m_minDelta = spec.real("min_delta");
    m_patience = std::uint64_t(spec.integer("patience"));
    m_startFromEpoch = std::uint64_t(spec.integer("start_from_epoch"));
}

void EarlyStopping::endEpoch(std::uint64_t epochs, const EvaluationRecord& record, std::span<const float> parameters)
{
    m_state.epochs = epochs;
    if (!m_isActive || epochs <= m_startFromEpoch)
        return;
    const auto value = double(record.*m_monitor);
    const bool isBetter = improves(value);
    // The first epoch watched is the best until there is a better one, even if its value is no number.
    if (isBetter || m_state.bestStep == 0) {
        m_state.bestStep = record.step;
        if (m_restoresBest)
            m_state.kept.assign(parameters.begin(), parameters.end());
    }
    if (isBetter) {
        m_state.best = value;
        m_state.wait = 0;
        return;
    }
    ++m_state.wait;
    m_state.hasStopped = m_state.wait >= m_patience && epochs > 1;
}

void EarlyStopping::exchange(Buffer& parameters)
{
    if (m_state.kept.empty())
        return;
    std::swap(parameters, m_state.kept);
    m_state.isRestored = !m_state.isRestored;
}

bool EarlyStopping::improves(double value) const
{
    constexpr double endless = std::numeric_limits<double>::infinity();
    if (m_isLoss)
        return value + m_minDelta < m_state.best.value_or(endless);
    return value - m_minDelta > m_state.best.value_or(-endless);
}

} // namespace engine
