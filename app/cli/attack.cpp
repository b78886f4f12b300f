#include "app/cli/commands.h"
#include "app/cli/data_option.h"
#include "app/cli/json_line.h"
#include "app/cli/long_analysis.h"
#include "app/cli/one_network.h"
#include "app/cli/text.h"

#include "engine/inspect/attack.h"
#include "engine/inspect/classifier.h"

#include <memory>
#include <ostream>

namespace cli {
namespace {

struct AttackCommandOptions
{
    std::string file;
    std::optional<std::string> data;
    std::string method;
    double epsilon = 0;
    std::optional<std::uint64_t> limit;
    bool json = false;
};

void show(const engine::AttackOutcome& outcome, const AttackCommandOptions& options, const Console& console)
{
    if (options.json) {
        writeLine(console.out,
                  {{"epsilon", outcome.epsilon},
                   {"clean_accuracy", outcome.cleanAccuracy},
                   {"adversarial_accuracy", outcome.adversarialAccuracy},
                   {"largest_change", outcome.largestChange},
                   {"loss_before", outcome.lossBefore},
                   {"loss_after", outcome.lossAfter}});
        return;
    }
    console.out << "accuracy        " << fixed(outcome.cleanAccuracy, 4) << "\nattacked        "
                << fixed(outcome.adversarialAccuracy, 4) << "\nlargest change  " << fixed(outcome.largestChange, 4)
                << "  of full ink\nloss            " << fixed(outcome.lossBefore, 4) << "\nattacked        "
                << fixed(outcome.lossAfter, 4) << '\n';
}

int attack(const AttackCommandOptions& options, const Console& console)
{
    if (!(options.epsilon >= 0 && options.epsilon <= 1))
        throw UsageError("--epsilon: expected a share of full ink from 0 to 1, as in --epsilon 0.1");
    const engine::Model model = openNetwork(options.file);
    engine::requireClassifier(model); // before data are read
    const auto data = openData(options.data, model.recipe, {}, console, model.input.writer);
    const engine::Dataset digits = options.limit ? data->test.first(*options.limit) : data->test;
    const auto method
        = options.method == "pgd" ? engine::AttackOptions::Method::Pgd : engine::AttackOptions::Method::Fgsm;
    LongAnalysis work(console);
    const auto outcome = engine::attacked(model, digits, {method, options.epsilon}, work.stop(), work.progress());
    const int status = work.end();
    if (outcome)
        show(*outcome, options, console);
    return status;
}

} // namespace

void addAttack(Commands& commands)
{
    Command command = commands.line.subcommand(
        "attack", "Change test digits a little so that the network misreads them");
    command.footer("fgsm  each pixel by epsilon, up the slope of the loss (Goodfellow, Shlens and Szegedy 2015)\n"
                   "pgd   40 steps of epsilon / 10 from the digit, held within epsilon of it; the worst of all for the\n"
                   "      network, the digit itself included (Madry et al. 2018)\n"
                   "It fools the network and no person. A network that withstands it is not proven to be robust: where\n"
                   "its outputs saturate, there is no slope to go up.");
    const auto options = std::make_shared<AttackCommandOptions>();
    addModelFile(command, options->file);
    addData(command, options->data);
    command.option("--method", &options->method, "fgsm or pgd").valueName("NAME").oneOf({"fgsm", "pgd"}).required();
    command.option("--epsilon", &options->epsilon, "The most that a pixel may change, where full ink is 1")
        .valueName("E")
        .between(0.0, 1.0)
        .required();
    command.option("--limit", &options->limit, "Only the first N test digits").valueName("N").countFrom(1);
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return attack(*options, console); });
}

} // namespace cli
