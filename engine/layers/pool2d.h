#pragma once

#include "engine/layers/layer.h"
#include "engine/layers/window.h"

#include <string>
#include <vector>

namespace engine {

/// What max and average pooling share: a square window that slides over each map and makes one number of what is under
/// it. What lies outside of the map never counts.
class Pool2d : public Layer
{
public:
    struct Options
    {
        std::size_t poolSize = 2; ///< side of the square window, >= 1
        std::size_t stride = 2; ///< >= 1
        Padding padding = Padding::Valid;
    };

    Shape outputShape(const Shape& input) const override;

protected:
    explicit Pool2d(const Options& options);

    static std::vector<SettingInfo> settings();
    Spec specOf(const std::string& kind) const;
    const Window& window() const { return m_window; }

private:
    Window m_window;
};

} // namespace engine
