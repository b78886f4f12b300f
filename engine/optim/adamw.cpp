#include "engine/optim/adamw.h"

namespace engine {
namespace {

std::vector<SettingInfo> settings()
{
    std::vector<SettingInfo> all = adamSettings();
    all.push_back({.name = "weight_decay",
                   .help = "share of each weight taken away at every step, times the learning rate",
                   .initial = 0.004,
                   .minimum = 0,
                   .maximum = 10});
    return all;
}

} // namespace

AdamW::AdamW(const Options& options)
    : m_adam(options.adam)
    , m_weightDecay(options.weightDecay)
{
}

const KindInfo& AdamW::info()
{
    static const KindInfo kind{
        .kind = "adamw",
        .title = "AdamW",
        .help = "Adam that also shrinks every weight a little at each step (weight decay), against overfitting.",
        .settings = settings(),
    };
    return kind;
}

Spec AdamW::spec() const
{
    Spec spec = m_adam.spec();
    spec.kind = info().kind;
    spec.settings["weight_decay"] = m_weightDecay;
    return spec;
}

std::span<const std::string_view> AdamW::stateNames() const
{
    return m_adam.stateNames();
}

void AdamW::update(const Update& update) const
{
    // Subtracted, as 1 - ηλ rounded to a float would lose most digits of a small ηλ.
    const auto decay = float(double(update.learningRate) * m_weightDecay);
    for (float& w : update.parameters)
        w -= decay * w;
    m_adam.update(update);
}

} // namespace engine
