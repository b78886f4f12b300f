// Fits the weights of DigitGroups to numbers whose grouping is known, as tests/make_numbers.py composes them, and says how
// many of other numbers they group right. Not a test.
//
//     fit_digit_groups MODEL LEARN.jsonl… -- JUDGE.jsonl…
#include "app/session/builtin_models.h"
#include "engine/drawing/digit_groups.h"
#include "engine/drawing/digit_image.h"
#include "engine/inspect/predictor.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <numeric>
#include <string>

namespace {

using engine::DigitGroups;
using Vector = std::vector<double>;

constexpr std::size_t traitCount = DigitGroups::groupTraits + DigitGroups::borderTraits;

struct Number
{
    std::string text;
    DigitGroups groups;
    std::vector<float> confidence{};
    std::vector<int> digit{}; ///< of each candidate, the likeliest
    std::vector<std::size_t> truth{}; ///< candidates; empty when the lattice lacks one
};

std::vector<Number> readNumbers(const std::string& name, const engine::SavedModel& model, engine::Predictor& predictor)
{
    std::vector<Number> numbers;
    std::ifstream file(name);
    for (std::string line; std::getline(file, line);) {
        const auto json = nlohmann::json::parse(line);
        std::vector<engine::Stroke> strokes;
        for (const auto& points : json["strokes"]) {
            strokes.emplace_back();
            for (const auto& point : points)
                strokes.back().push_back({point[0].get<float>(), point[1].get<float>()});
        }
        std::vector<std::size_t> indices;
        Number number{json["number"].get<std::string>(), DigitGroups(engine::shapesOf(strokes, indices))};
        std::vector<std::uint8_t> pictures;
        for (const engine::DigitGroup& group : number.groups.candidates()) {
            std::vector<engine::Stroke> own;
            for (const std::size_t piece : group.pieces)
                own.push_back(strokes[indices[piece]]);
            const auto image = *engine::digitFromStrokes(own);
            pictures.insert(pictures.end(), image.begin(), image.end());
        }
        const auto probabilities = predictor.predict(model.checkpoint.parameters, pictures);
        for (std::size_t i = 0; i < number.groups.candidates().size(); ++i) {
            const auto own = probabilities.subspan(i * 10, 10);
            const auto top = std::ranges::max_element(own);
            number.confidence.push_back(*top);
            number.digit.push_back(int(top - own.begin()));
        }
        for (auto pieces : json["groups"].get<std::vector<std::vector<std::size_t>>>()) {
            std::ranges::sort(pieces);
            const auto found = std::ranges::find(number.groups.candidates(), pieces, &engine::DigitGroup::pieces);
            if (found == number.groups.candidates().end()) {
                number.truth.clear();
                break;
            }
            number.truth.push_back(std::size_t(found - number.groups.candidates().begin()));
        }
        numbers.push_back(std::move(number));
    }
    return numbers;
}

/// Traits of nodes and edges of one lattice, reckoned once.
struct Field
{
    struct Edge
    {
        std::size_t from, to;
        DigitGroups::BorderTraits traits;
    };
    std::vector<DigitGroups::Node> nodes;
    std::vector<DigitGroups::GroupTraits> traits;
    std::vector<Edge> edges; ///< by to
    std::vector<std::size_t> truth; ///< nodes
    std::size_t pieces;
};

std::vector<Field> fieldsOf(const std::vector<Number>& numbers, bool withNetwork)
{
    std::vector<Field> fields;
    for (const Number& number : numbers) {
        for (const auto& nodes : number.groups.lattices()) {
            Field field{nodes, {}, {}, {}, number.groups.pieces()};
            for (const auto& node : nodes)
                field.traits.push_back(number.groups.traitsOf(
                    node.candidate, withNetwork ? std::span<const float>(number.confidence) : std::span<const float>{}));
            for (std::size_t to = 0; to < nodes.size(); ++to) {
                for (std::size_t from = 0; from < to; ++from) {
                    if (nodes[from].end == nodes[to].begin)
                        field.edges.push_back(
                            {from, to, number.groups.traitsBetween(nodes[from].candidate, nodes[to].candidate)});
                }
            }
            for (std::size_t i = 0, at = 0; i < nodes.size(); ++i) {
                const bool isTrue = std::ranges::find(number.truth, nodes[i].candidate) != number.truth.end();
                if (isTrue && nodes[i].begin == at) {
                    field.truth.push_back(i);
                    at = nodes[i].end;
                }
            }
            if (!number.truth.empty() && field.truth.size() == number.truth.size()
                && nodes[field.truth.back()].end == field.pieces)
                fields.push_back(std::move(field));
        }
    }
    return fields;
}

double logSum(double a, double b)
{
    const double high = std::max(a, b);
    return std::isinf(high) ? high : high + std::log(std::exp(a - high) + std::exp(b - high));
}

/// Adds the gradient of the log-likelihood of the true way (forward and backward over the lattice); returns it.
double learn(const Field& field, const Vector& weights, Vector& gradient)
{
    constexpr double never = -1e300;
    const std::size_t n = field.nodes.size();
    const auto score = [&weights](const auto& traits, std::size_t from) {
        double sum = 0;
        for (std::size_t i = 0; i < traits.size(); ++i)
            sum += weights[from + i] * double(traits[i]);
        return sum;
    };
    const auto add = [&gradient](const auto& traits, std::size_t from, double share) {
        for (std::size_t i = 0; i < traits.size(); ++i)
            gradient[from + i] += share * double(traits[i]);
    };
    Vector own(n), ahead(n, never), behind(n, never);
    for (std::size_t i = 0; i < n; ++i) {
        own[i] = score(field.traits[i], 0);
        if (field.nodes[i].begin == 0)
            ahead[i] = own[i];
        if (field.nodes[i].end == field.pieces)
            behind[i] = 0;
    }
    Vector along(field.edges.size());
    for (std::size_t e = 0; e < field.edges.size(); ++e) {
        const auto& edge = field.edges[e];
        along[e] = score(edge.traits, DigitGroups::groupTraits);
        ahead[edge.to] = logSum(ahead[edge.to], ahead[edge.from] + along[e] + own[edge.to]);
    }
    for (std::size_t e = field.edges.size(); e-- > 0;) {
        const auto& edge = field.edges[e];
        behind[edge.from] = logSum(behind[edge.from], behind[edge.to] + along[e] + own[edge.to]);
    }
    double all = never;
    for (std::size_t i = 0; i < n; ++i) {
        if (field.nodes[i].end == field.pieces)
            all = logSum(all, ahead[i]);
    }
    double truth = 0;
    for (std::size_t i = 0; i < n; ++i)
        add(field.traits[i], 0, -std::exp(ahead[i] + behind[i] - all));
    for (std::size_t e = 0; e < field.edges.size(); ++e) {
        const auto& edge = field.edges[e];
        const double share = std::exp(ahead[edge.from] + along[e] + own[edge.to] + behind[edge.to] - all);
        const auto at = std::ranges::find(field.truth, edge.to);
        const bool isTrue = at != field.truth.end() && at != field.truth.begin() && *(at - 1) == edge.from;
        add(edge.traits, DigitGroups::groupTraits, (isTrue ? 1 : 0) - share);
        truth += isTrue ? along[e] : 0;
    }
    for (const std::size_t node : field.truth) {
        add(field.traits[node], 0, 1);
        truth += own[node];
    }
    return truth - all;
}

Vector fit(const std::vector<Field>& fields)
{
    Vector weights(traitCount), m(traitCount), v(traitCount);
    for (int step = 1; step <= 600; ++step) { // Adam, all at once
        Vector gradient(traitCount);
        double sum = 0;
        for (const Field& field : fields)
            sum += learn(field, weights, gradient);
        for (std::size_t i = 0; i < traitCount; ++i) {
            const double g = gradient[i] / double(fields.size()) - 1e-4 * weights[i];
            m[i] = 0.9 * m[i] + 0.1 * g;
            v[i] = 0.99 * v[i] + 0.01 * g * g;
            weights[i] += (step < 400 ? 0.1 : 0.02) * (m[i] / (1 - std::pow(0.9, step)))
                / (std::sqrt(v[i] / (1 - std::pow(0.99, step))) + 1e-8);
        }
        if (step % 200 == 0)
            std::printf("  step %d: log-likelihood %.5f\n", step, sum / double(fields.size()));
    }
    return weights;
}

void print(const char* name, const Vector& weights)
{
    std::printf("%s{{", name);
    for (std::size_t i = 0; i < traitCount; ++i)
        std::printf(i == DigitGroups::groupTraits ? "}, {%.2ff" : i == 0 ? "%.2ff" : ", %.2ff", weights[i]);
    std::printf("}}\n");
}

/// With the weights that are compiled in.
void judge(const std::string& name, const std::vector<Number>& numbers, bool withNetwork)
{
    std::size_t grouped = 0, read = 0, readIfGrouped = 0, reachable = 0;
    for (const Number& number : numbers) {
        const auto best = number.groups.best(withNetwork ? std::span<const float>(number.confidence) : std::span<const float>{});
        const auto textOf = [&number](const std::vector<std::size_t>& groups) {
            std::string text;
            for (const std::size_t group : groups)
                text += char('0' + number.digit[group]);
            return text;
        };
        reachable += !number.truth.empty();
        grouped += best == number.truth;
        read += textOf(best) == number.text;
        readIfGrouped += textOf(number.truth) == number.text;
        if (best != number.truth && std::getenv("SHOW"))
            std::printf("%zu %s read %s truth %zu\n", std::size_t(&number - numbers.data()) + 1, number.text.c_str(), textOf(best).c_str(), number.truth.size());
    }
    const double n = double(numbers.size());
    std::printf("%s %s: in the lattice %.4f, grouped right %.4f, read right %.4f (%.4f if all were grouped right)\n", name.c_str(),
                withNetwork ? "with the network" : "geometry alone", double(reachable) / n, double(grouped) / n, double(read) / n, double(readIfGrouped) / n);
}

} // namespace

int main(int argc, char** argv)
{
    const engine::SavedModel model = openModel(argv[1]);
    engine::Predictor predictor(std::make_shared<const engine::Sequential>(model.recipe.input, model.recipe.layers),
                                model.recipe.loss, engine::Predictor::forMany(1));
    std::vector<Number> learning;
    bool isJudging = false;
    for (int i = 2; i < argc; ++i) {
        if (std::string(argv[i]) == "--") {
            isJudging = true;
            continue;
        }
        auto numbers = readNumbers(argv[i], model, predictor);
        if (isJudging) {
            judge(argv[i], numbers, true);
            judge(argv[i], numbers, false);
        } else
            std::ranges::move(numbers, std::back_inserter(learning));
    }
    if (learning.empty())
        return 0;
    print("withNetwork", fit(fieldsOf(learning, true)));
    print("geometryAlone", fit(fieldsOf(learning, false)));
}
