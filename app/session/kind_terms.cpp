#include "app/session/kind_terms.h"

#include "app/session/engine_words.h"
#include "engine/data/augmentation.h"
#include "engine/layers/activation.h"
#include "engine/layers/layer_kinds.h"
#include "engine/loss/loss.h"
#include "engine/optim/clipping.h"
#include "engine/optim/initializer.h"
#include "engine/optim/optimizer.h"
#include "engine/optim/regularizer.h"
#include "engine/optim/schedule.h"
#include "engine/pretraining/pretraining_kinds.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace {

/// A context for the translators.
struct KindWords
{
    Q_DECLARE_TR_FUNCTIONS(Glossary)
};

/// What else layers are called: their titles are Keras' names.
QStringList otherNames(const std::string& kind)
{
    static const std::map<std::string, QStringList> names{
        {"dense", {KindWords::tr("Dense layer"), KindWords::tr("Fully connected")}},
        {"batch_normalization", {KindWords::tr("Batch normalisation")}},
        {"max_pool2d", {KindWords::tr("Max pooling")}},
        {"average_pool2d", {KindWords::tr("Average pooling")}},
        {"rbm", {KindWords::tr("Restricted Boltzmann machine")}},
        {"sgd", {KindWords::tr("Stochastic gradient descent")}},
        {"glorot_uniform", {KindWords::tr("Xavier uniform"), KindWords::tr("Glorot uniform")}},
        {"glorot_normal", {KindWords::tr("Xavier normal"), KindWords::tr("Glorot normal")}},
        {"mean_squared_error", {KindWords::tr("Mean square error")}},
    };
    const auto found = names.find(kind);
    return found == names.end() ? QStringList() : found->second;
}

bool isActivation(const engine::KindInfo& layer)
{
    return layer.kind == "softmax" || dynamic_cast<const engine::Activation*>(engine::makeLayer({layer.kind, {}}).get());
}

Term termOf(const engine::KindInfo& kind, const QString& group)
{
    return {translated(kind.title), translated(kind.help), otherNames(kind.kind), group};
}

void add(std::vector<Term>& terms, std::span<const engine::KindInfo> kinds, const QString& group)
{
    for (const engine::KindInfo& kind : kinds)
        if (kind.kind != "none") // says nothing of itself
            terms.push_back(termOf(kind, group));
}

} // namespace

std::vector<Term> kindTerms()
{
    std::vector<Term> terms;
    for (const engine::KindInfo& layer : engine::layerKinds())
        terms.push_back(termOf(layer, isActivation(layer) ? KindWords::tr("activation function") : KindWords::tr("layer")));
    add(terms, engine::optimizerKinds(), KindWords::tr("optimiser"));
    add(terms, engine::lossKinds(), KindWords::tr("loss"));
    add(terms, engine::initializerKinds(), KindWords::tr("initial weights"));
    add(terms, engine::scheduleKinds(), KindWords::tr("rate schedule"));
    add(terms, engine::regularizerKinds(), KindWords::tr("regulariser"));
    add(terms, engine::augmentationKinds(), KindWords::tr("augmentation"));
    add(terms, engine::pretrainingKinds(), KindWords::tr("pre-training"));
    const std::size_t clipping = terms.size();
    add(terms, engine::clippingKinds(), KindWords::tr("gradient clipping"));
    for (std::size_t i = clipping; i < terms.size(); ++i) { // "By value": of what?
        terms[i].also << terms[i].name;
        terms[i].name = KindWords::tr("Clipping %1").arg(terms[i].name.toLower());
    }
    return terms;
}
