#include "app/session/glossary.h"

#include "app/session/kind_terms.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

/// A context for the translators.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Glossary)
};

std::vector<Term> wordsOfTheField()
{
    return {
        {Words::tr("Accuracy"), Words::tr("The share of samples that the network gets right.")},
        {Words::tr("Activation"),
         Words::tr("What a neuron gives: its weighted sum after the activation function, such as ReLU, sigmoid or tanh."),
         {Words::tr("Activation function")}},
        {Words::tr("Augmentation"),
         Words::tr("Training pictures are shifted, turned or bent a little each time, so that the network learns what stays "
                   "the same.")},
        {Words::tr("Auto-encoder"),
         Words::tr("A network that learns to reconstruct its input through a narrow layer in its middle. What it keeps there is "
                   "a short code of the picture.")},
        {Words::tr("Back-propagation"),
         Words::tr("Finds for every weight how the loss changes with it, layer by layer from the output back, by the chain "
                   "rule.")},
        {Words::tr("Batch"),
         Words::tr("The samples of one training step; their gradients are averaged."),
         {Words::tr("Batch size"), Words::tr("Mini-batch"), Words::tr("Batches")}},
        {Words::tr("Bias"),
         Words::tr("A number that a neuron adds to its weighted sum. It moves the threshold at which the neuron becomes "
                   "active."),
         {Words::tr("Biases"), Words::tr("Initial biases")}},
        {Words::tr("Calibration"),
         Words::tr("Makes probabilities honest: of the samples that get 80 %, about 80 % are right. For that the logits are "
                   "divided by a temperature.")},
        {Words::tr("Channel"), Words::tr("One of the maps that a convolution reads or gives; one colour of a picture.")},
        {Words::tr("Constant"),
         Words::tr("As initial weights: all are the same number, which is fine for biases alone. As rate schedule: the learning "
                   "rate stays as it is set.")},
        {Words::tr("Convolution"),
         Words::tr("The same small filter slides over the whole picture and looks for its pattern everywhere.")},
        {Words::tr("Cross-entropy"),
         Words::tr("A loss for classes: minus the logarithm of the probability that the network gave to the right one.")},
        {Words::tr("Deep belief network"),
         Words::tr("RBMs one upon the other, each taught to reconstruct what the one below gives. The whole is then trained "
                   "with labels.")},
        {Words::tr("Early stopping"),
         Words::tr("Ends a run once the held-out samples get no better, before the network overfits."),
         {Words::tr("When nothing improves")}},
        {Words::tr("Ensemble"),
         Words::tr("Several networks that predict together, by the mean of their probabilities. They make different mistakes, "
                   "so together they make fewer.")},
        {Words::tr("Epoch"), Words::tr("Once through all the training data.")},
        {Words::tr("Fan in"),
         Words::tr("How many inputs a neuron has. Fan out: how many neurons read it."),
         {Words::tr("Fan out")}},
        {Words::tr("Filter"),
         Words::tr("The small square of weights that a convolution slides over the picture; also called kernel."),
         {Words::tr("Kernel"), Words::tr("Kernel size")}},
        {Words::tr("Fine-tuning"), Words::tr("Training a network a little further that has already learnt something.")},
        {Words::tr("Free energy"),
         Words::tr("The lower an RBM's free energy for a picture, the likelier it finds it. When it is much lower for training "
                   "pictures than for others, the RBM overfits."),
         {Words::tr("Free-energy gap")}},
        {Words::tr("Gibbs sampling"),
         Words::tr("An RBM draws its hidden units from the visible ones, then the visible ones from the hidden ones, and so on. "
                   "It ends at pictures that it finds likely."),
         {Words::tr("Gibbs samples")}},
        {Words::tr("Gradient"), Words::tr("For each weight, how fast the loss grows with it. A step goes the other way.")},
        {Words::tr("Gradient clipping"),
         Words::tr("Shortens gradients that are too long, so that a single batch cannot throw the weights far."),
         {Words::tr("Clipping")}},
        {Words::tr("Held out"),
         Words::tr("Training samples that the network does not learn from. They show during training whether it overfits."),
         {Words::tr("Validation"), Words::tr("Validation split")}},
        {Words::tr("Hidden layer"),
         Words::tr("A layer between the input and the output."),
         {Words::tr("Hidden unit"), Words::tr("Hidden neuron")}},
        {Words::tr("Hidden state"), Words::tr("What a recurrent layer gives after each step; it is also read at the next one.")},
        {Words::tr("Initial weights"),
         Words::tr("Where training begins: small random numbers. Too large or too small ones make a bad start."),
         {Words::tr("Initialiser"), Words::tr("Initialisation")}},
        {Words::tr("Label"), Words::tr("The class that a sample is said to be.")},
        {Words::tr("Label smoothing"),
         Words::tr("The target is not 1 for the right class but a little less, and the rest is spread over all classes. The "
                   "network becomes less overconfident.")},
        {Words::tr("Learning rate"),
         Words::tr("How far a step goes. Where it is too small, learning is slow; where it is too large, the loss jumps or "
                   "explodes.")},
        {Words::tr("Logits"),
         Words::tr("What the last layer gives before softmax turns it into probabilities."),
         {Words::tr("Logit")}},
        {Words::tr("Loss"), Words::tr("How wrong the network is, as one number. Training makes it smaller.")},
        {Words::tr("Memory cell"),
         Words::tr("A unit of an LSTM: it keeps a number over many steps, and gates decide what it keeps, forgets and gives.")},
        {Words::tr("MNIST"),
         Words::tr("70,000 handwritten digits of 28 × 28 pixels: 60,000 to train with and 10,000 to test.")},
        {Words::tr("Momentum"),
         Words::tr("Of an optimiser: steps keep some of the direction of those before, like a ball that rolls downhill. Of "
                   "BatchNormalization: the share of the moving mean and variance that each step keeps.")},
        {Words::tr("Nesterov"),
         Words::tr("Momentum that takes the gradient where the momentum leads, not where the weights are now.")},
        {Words::tr("Neuron"),
         Words::tr("Adds up its inputs, each times a weight, and a bias, and gives the sum through an activation function."),
         {Words::tr("Unit")}},
        {Words::tr("Optimiser"), Words::tr("The rule by which gradients change the weights."), {Words::tr("Optimizer")}},
        {Words::tr("Overfitting"),
         Words::tr("The network learns its training data by heart: better and better there, no better on others."),
         {Words::tr("Overfit"), Words::tr("Learns by heart")}},
        {Words::tr("Padding"),
         Words::tr("What a filter meets at the edge. Same: zeros around the picture, so that its size stays; valid: nothing, so "
                   "that the map is smaller.")},
        {Words::tr("Parameters"),
         Words::tr("The numbers that training changes: all weights and biases."),
         {Words::tr("Parameter")}},
        {Words::tr("Patience"), Words::tr("How many epochs without improvement early stopping waits.")},
        {Words::tr("Pooling"),
         Words::tr("Makes maps smaller by keeping the largest (or mean) value of each little square."),
         {Words::tr("Pool size")}},
        {Words::tr("Pre-training"),
         Words::tr("Layers first learn one after the other to reconstruct their input, without labels. Then the whole network is "
                   "trained.")},
        {Words::tr("Preset"), Words::tr("A network with its training settings, ready to be trained or changed.")},
        {Words::tr("Rate schedule"), Words::tr("How the learning rate changes from epoch to epoch."), {Words::tr("Schedule")}},
        {Words::tr("Reconstruction"),
         Words::tr("What an auto-encoder or an RBM gives back for a picture. Its error is the mean squared difference of the "
                   "pixels."),
         {Words::tr("Reconstruction error")}},
        {Words::tr("Regularisation"),
         Words::tr("Whatever keeps a network from overfitting, such as a price on large weights."),
         {Words::tr("Regularizer"), Words::tr("Regulariser"), Words::tr("Regularization")}},
        {Words::tr("Seed"),
         Words::tr("Decides all random numbers: the same seed gives the same run, bit for bit."),
         {Words::tr("New seed")}},
        {Words::tr("Smoothing"),
         Words::tr("The curve shows a running mean, so that the ups and downs of single batches do not hide its course.")},
        {Words::tr("Standardised"),
         Words::tr("Shifted and scaled to mean 0 and variance 1, measured on the training data."),
         {Words::tr("Standardisation")}},
        {Words::tr("Step"), Words::tr("One batch, one update of all weights.")},
        {Words::tr("Stride"), Words::tr("By how many pixels a filter or a pooling square moves on.")},
        {Words::tr("Synthetic digits"), Words::tr("Digits that the program draws itself.")},
        {Words::tr("Test data"),
         Words::tr("Samples that the network never learns from. Only they tell how good it is."),
         {Words::tr("Test set"), Words::tr("Test digit"), Words::tr("Test digits")}},
        {Words::tr("Training data"),
         Words::tr("The samples that the network learns from."),
         {Words::tr("Training set"), Words::tr("Training digits")}},
        {Words::tr("Vanishing gradient"),
         Words::tr("In a deep network of sigmoids the gradient shrinks from layer to layer on its way back, until the first "
                   "layers learn nothing.")},
        {Words::tr("Warm-up"), Words::tr("The learning rate rises from 0 during the first epochs.")},
        {Words::tr("Weight"),
         Words::tr("By what a neuron multiplies one of its inputs. All that is learnt is in the weights and biases.")},
        {Words::tr("Weight decay"), Words::tr("Each step also shrinks every weight a little, which keeps them small.")},
        {Words::tr("XOR"),
         Words::tr("Exclusive or: 1 where exactly one of two inputs is 1. One neuron alone cannot learn it, as no straight line "
                   "separates its points."),
         {Words::tr("Exclusive or")}},
    };
}

std::vector<Term> allTerms()
{
    std::vector<Term> terms = wordsOfTheField();
    for (Term& kind : kindTerms())
        if (std::ranges::find(terms, kind.name, &Term::name) == terms.end())
            terms.push_back(std::move(kind));
    std::ranges::stable_sort(terms, [](const Term& a, const Term& b) { return a.name.localeAwareCompare(b.name) < 0; });
    return terms;
}

} // namespace

const std::vector<Term>& glossary()
{
    static const std::vector<Term> terms = allTerms();
    return terms;
}
