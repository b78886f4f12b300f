#include "engine/finetuning/writer_transform_fit.h"

#include "engine/finetuning/fine_tuning_plan.h"
#include "engine/finetuning/writer_odds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

namespace engine {
namespace {

// The prior and the gain were chosen on pen writers whom the network had not learnt, as they are, turned, squeezed and
// mirrored (see tests/FIGURES.md): with them nobody who writes upright got a transform.
constexpr double turnDeviation = 0.35; ///< radians
constexpr double slantDeviation = 0.35; ///< of the shear's x by y
constexpr double stretchDeviation = 0.6; ///< of the logarithm of width by height
constexpr double anyTurnLogarithm = -6; ///< of the probability of a turn by whatever angle: the paper lay sideways
constexpr double mirrorLogarithm = -4; ///< of the probability that a writer mirrors
constexpr double leastGain = 0.7; ///< in the logarithm of the posterior probability
/// By how much less the drawings may be explained than ordinary digits are. Those that a person corrects are the
/// misread ones: some map or other explains a part of them always, and has digits misread that were read well. By the
/// shipped network's sister, which explains ordinary ones to -0.07, maps that suited a writer left -0.36 to 0, such as
/// only fitted an odd few -0.48 and less.
constexpr double leastExplained = 0.35;

/// Drawings of one label that count in full; more of them say no more together. Who is corrected for 18 nines and two others has an
/// odd nine: some map has those read right, and all other digits wrong.
constexpr double fullOfLabel = 2;

/// Some map has any two or three misread drawings read right, so that what they gain tells little of the writer. This
/// much less, by the number of drawings, where all are misread.
constexpr double gainOfFew = 12;

/// A drawing that no map explains may be anything: one oddity is not to turn all others.
constexpr double outliers = 0.03;

// The search: a coarse grid, then steps along each axis from the best few, ever shorter.
constexpr double gridTurn = std::numbers::pi / 6;
constexpr int gridTurns = 3; ///< to either side
constexpr double gridStretch = 0.8;
constexpr std::array stepsPerRound{0.14, 0.25, 0.3}; ///< of turn, slant and stretch, in the first round
constexpr double shorter = 0.6;
constexpr std::size_t rounds = 4;
constexpr std::size_t kept = 3;

double logLikelihood(float confidence)
{
    return std::log(outliers + (1 - outliers) * double(confidence));
}

/// What a map is made of: first the turn, then the stretch, the slant, the mirror.
struct Pose
{
    std::array<double, 3> axes{}; ///< turn in radians, slant, logarithm of the stretch
    bool isMirrored = false;

    bool operator==(const Pose&) const = default;
};

WriterTransform mapOf(const Pose& pose)
{
    const auto [turn, slant, stretch] = pose.axes;
    const double wider = std::exp(stretch / 2), c = std::cos(turn), s = std::sin(turn);
    const double sign = pose.isMirrored ? -1 : 1;
    return {.xx = sign * (wider * c + slant * s / wider),
            .xy = sign * (-wider * s + slant * c / wider),
            .yx = s / wider,
            .yy = c / wider};
}

double logPrior(const Pose& pose)
{
    const auto [turn, slant, stretch] = pose.axes;
    const auto normal = [](double value, double deviation) { return -value * value / (2 * deviation * deviation); };
    return std::max(normal(turn, turnDeviation), anyTurnLogarithm) + normal(slant, slantDeviation) + normal(stretch, stretchDeviation)
        + (pose.isMirrored ? mirrorLogarithm : 0);
}

/// By QR: the pose that makes the map, but for its size.
Pose poseOf(const WriterTransform& map)
{
    const double area = map.xx * map.yy - map.xy * map.yx;
    const double sign = area < 0 ? -1 : 1;
    const double height = std::hypot(map.yx, map.yy);
    const double s = map.yx / height, c = map.yy / height;
    const double width = std::abs(area) / height;
    const double sheared = sign * (map.xx * s + map.xy * c);
    return {.axes = {std::atan2(s, c), sheared / height, std::log(width / height)}, .isMirrored = area < 0};
}

struct Candidate
{
    Pose pose;
    double logPosterior = 0;
    double explained = 0; ///< see explained()
};

class Search
{
public:
    Search(std::vector<StrokeSample> drawings, const ConfidenceOf& confidenceOf)
        : m_drawings(std::move(drawings))
        , m_confidenceOf(confidenceOf)
    {
        std::map<int, double> ofLabel;
        for (const StrokeSample& drawing : m_drawings)
            ++ofLabel[*drawing.label];
        for (const StrokeSample& drawing : m_drawings)
            m_weights.push_back(std::min(1.0, fullOfLabel / ofLabel[*drawing.label]));
    }

    std::size_t drawings() const { return m_drawings.size(); }

    std::vector<Candidate> judged(const std::vector<Pose>& poses) const
    {
        std::vector<StrokeSample> all;
        for (const Pose& pose : poses)
            for (const StrokeSample& drawing : m_drawings)
                all.push_back(transformed(drawing, mapOf(pose)));
        const std::vector<float> confidences = m_confidenceOf(asDrawn(all));
        std::vector<Candidate> result;
        for (std::size_t i = 0; i < poses.size(); ++i) {
            const auto own = std::span(confidences).subspan(i * m_drawings.size(), m_drawings.size());
            double sum = logPrior(poses[i]);
            for (std::size_t j = 0; j < own.size(); ++j)
                sum += m_weights[j] * logLikelihood(own[j]);
            result.push_back({poses[i], sum, explained(own)});
        }
        return result;
    }

private:
    std::vector<StrokeSample> m_drawings;
    std::vector<double> m_weights; ///< (0, 1], one a drawing
    const ConfidenceOf& m_confidenceOf;
};

std::vector<Pose> grid()
{
    std::vector<Pose> poses;
    for (const bool isMirrored : {false, true}) {
        for (int turn = -gridTurns; turn <= gridTurns; ++turn)
            for (const double stretch : {0.0, -gridStretch, gridStretch})
                if (isMirrored || turn != 0 || stretch != 0)
                    poses.push_back({{turn * gridTurn, 0, stretch}, isMirrored});
        poses.push_back({{std::numbers::pi, 0, 0}, isMirrored});
    }
    return poses;
}

std::vector<Pose> aroundOf(const std::vector<Candidate>& best, double share)
{
    std::vector<Pose> poses;
    for (const Candidate& one : best)
        for (std::size_t axis = 0; axis < one.pose.axes.size(); ++axis)
            for (const double direction : {-1.0, 1.0}) {
                Pose pose = one.pose;
                pose.axes[axis] += direction * share * stepsPerRound[axis];
                if (std::ranges::find(poses, pose) == poses.end())
                    poses.push_back(pose);
            }
    return poses;
}

void keepBest(std::vector<Candidate>& candidates, const std::vector<Candidate>& more, std::size_t count)
{
    candidates.insert(candidates.end(), more.begin(), more.end());
    std::ranges::stable_sort(candidates, std::greater(), &Candidate::logPosterior);
    candidates.resize(std::min(candidates.size(), count));
}

/// Half of them those that are read worst, of each label no more than count in full while there are others; the rest evenly from
/// what is left.
std::vector<StrokeSample> chosen(const std::vector<StrokeSample>& drawings, const std::vector<float>& confidences, std::size_t count)
{
    if (drawings.size() <= count)
        return drawings;
    std::vector<std::size_t> byConfidence(drawings.size());
    for (std::size_t i = 0; i < byConfidence.size(); ++i)
        byConfidence[i] = i;
    std::ranges::stable_sort(byConfidence, {}, [&](std::size_t i) { return confidences[i]; });
    std::map<int, double> ofLabel;
    std::vector<std::size_t> surplus;
    std::erase_if(byConfidence, [&](std::size_t i) {
        const bool isSurplus = ++ofLabel[*drawings[i].label] > fullOfLabel;
        if (isSurplus)
            surplus.push_back(i);
        return isSurplus;
    });
    byConfidence.insert(byConfidence.end(), surplus.begin(), surplus.end());
    const std::size_t worst = count / 2, others = count - worst, rest = drawings.size() - worst;
    std::ranges::sort(byConfidence.begin() + std::ptrdiff_t(worst), byConfidence.end()); // as they were drawn
    std::vector<StrokeSample> result;
    for (std::size_t i = 0; i < worst; ++i)
        result.push_back(drawings[byConfidence[i]]);
    for (std::size_t i = 0; i < others; ++i)
        result.push_back(drawings[byConfidence[worst + i * rest / others]]);
    return result;
}

std::vector<int> misreadLabels(const std::vector<StrokeSample>& drawings, const WriterTransform& present, const ConfidenceOf& confidenceOf)
{
    const std::vector<float> confidences = confidenceOf(asDrawn(transformed(drawings, present)));
    std::vector<int> labels;
    for (std::size_t i = 0; i < drawings.size(); ++i)
        if (confidences[i] < misread)
            labels.push_back(*drawings[i].label);
    return labels;
}

} // namespace

double explained(std::span<const float> confidences)
{
    double sum = 0;
    for (const float confidence : confidences)
        sum += logLikelihood(confidence);
    return sum / double(std::max<std::size_t>(1, confidences.size()));
}

std::optional<WriterTransform> fitWriterTransform(std::span<const StrokeSample> drawings, const WriterTransform& present,
                                                  double usual, std::size_t atMost, const ConfidenceOf& confidenceOf,
                                                  const std::function<bool()>& goOn)
{
    std::vector<StrokeSample> digits;
    std::ranges::copy_if(drawings, std::back_inserter(digits), [](const StrokeSample& drawing) { return drawing.label.has_value(); });
    if (digits.empty())
        return present;
    if (digits.size() > atMost)
        digits = chosen(digits, confidenceOf(asDrawn(transformed(digits, present))), atMost);
    const std::vector<int> corrected = misreadLabels(digits, present, confidenceOf);
    const Search search(std::move(digits), confidenceOf);

    std::vector<Candidate> best = search.judged({Pose()});
    const double none = best.front().logPosterior;
    double now = none;
    if (!present.isNone()) {
        const std::vector<Candidate> inUse = search.judged({poseOf(present)});
        now = inUse.front().logPosterior;
        keepBest(best, inUse, kept);
    }
    if (!goOn())
        return {};
    keepBest(best, search.judged(grid()), kept);
    double share = 1;
    for (std::size_t round = 0; round < rounds; ++round, share *= shorter) {
        if (!goOn())
            return {};
        keepBest(best, search.judged(aroundOf(best, share)), round + 1 < rounds ? kept : 1);
    }
    const Candidate& found = best.front();
    if (found.logPosterior - none < leastGain || found.explained < usual - leastExplained)
        return WriterTransform();
    const double gain = found.logPosterior - now;
    if (gain <= 0)
        return mapOf(found.pose);
    // With the writer's transform, digits are what they usually are: what is missing there speaks against it.
    const double count = double(search.drawings());
    const double missing = count * std::max(0.0, usual - found.explained);
    const double ofFew = gainOfFew / count * double(corrected.size()) / count;
    const double odds = logOddsOfWriter(corrected, present, mapOf(found.pose), confidenceOf);
    if (gain - ofFew - missing + odds < leastGain)
        return present;
    return mapOf(found.pose);
}

} // namespace engine
