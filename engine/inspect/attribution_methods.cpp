#include "engine/inspect/attribution_methods.h"

#include "engine/errors.h"
#include "engine/inspect/grad_cam.h"
#include "engine/inspect/integrated_gradients.h"
#include "engine/inspect/lrp.h"

#include <algorithm>

namespace engine {
namespace {

/// What every method is given.
struct Question
{
    const Model& model;
    std::span<const float> input;
    const AskedLogit& asked;
    const AttributionRequest& request;
    const std::stop_token& stop;
};

struct Method
{
    KindInfo info;
    Attribution (*make)(const Question& q);
};

Attribution integrated(const Question& q)
{
    const std::vector<float> paper(q.input.size());
    const std::span<const float> baseline
        = q.request.baseline.empty() ? std::span(paper) : std::span(q.request.baseline);
    return integratedGradients(q.model, q.input, q.asked, baseline, {.steps = q.request.steps}, q.stop);
}

Attribution smoothed(const Question& q)
{
    SmoothGradOptions options;
    options.samples = q.request.steps.value_or(options.samples);
    return smoothGrad(q.model, q.input, q.asked, options, q.stop);
}

const std::vector<Method>& methods()
{
    static const std::vector<Method> all{
        {{"gradient", "Gradient", "What a little more ink would do at each pixel, for or against the class.", {}},
         [](const Question& q) { return gradientMap(q.model, q.input, q.asked, q.stop); }},
        {{"gradient_x_input",
          "Gradient × input",
          "What the ink that is there adds to the logit, were the network linear.",
          {}},
         [](const Question& q) { return gradientTimesInput(q.model, q.input, q.asked, q.stop); }},
        {{"integrated_gradients",
          "Integrated gradients",
          "Each pixel's share of the logit, beyond that of the picture compared with: the shares add up to the "
          "difference.",
          {}},
         integrated},
        {{"smoothgrad", "SmoothGrad", "The gradient, averaged over pictures with noise added: less speckled.", {}},
         smoothed},
        {{"occlusion", "Occlusion", "How much the logit falls when a square of 5×5 pixels is erased there.", {}},
         [](const Question& q) { return occlusionMap(q.model, q.input, q.asked, 5, q.stop); }},
        {{"grad_cam", "Grad-CAM", "Where the last maps of a convolutional network speak for the class; coarse.", {}},
         [](const Question& q) { return gradCam(q.model, q.input, q.asked, q.stop); }},
        {{"lrp_epsilon",
          "LRP-ε",
          "The logit handed back layer by layer, to each input what it has added to a sum.",
          {}},
         [](const Question& q) { return lrpMap(q.model, q.input, q.asked); }},
    };
    return all;
}

} // namespace

std::span<const KindInfo> attributionMethods()
{
    static const std::vector<KindInfo> infos = [] {
        std::vector<KindInfo> list;
        for (const Method& method : methods())
            list.push_back(method.info);
        return list;
    }();
    return infos;
}

Attribution attribute(const Model& model, std::span<const float> input, const AskedLogit& asked,
                      const AttributionRequest& request, const std::stop_token& stop)
{
    findKind(attributionMethods(), request.method, "method"); // throws
    const auto method = std::ranges::find(methods(), request.method, [](const Method& each) { return each.info.kind; });
    return method->make({model, input, asked, request, stop});
}

} // namespace engine
