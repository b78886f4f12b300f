#include "app/session/glossary.h"

#include <QCoreApplication>

namespace {

/// A context for the translators.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Glossary)
};

} // namespace

const std::vector<Term>& glossary()
{
    static const std::vector<Term> terms{
        {Words::tr("Accuracy"), Words::tr("The share of digits that the network gets right.")},
        {Words::tr("Activation"), Words::tr("What a neuron hands on: its weighted sum after the activation function, such as ReLU, sigmoid or tanh.")},
        {Words::tr("Adam"), Words::tr("An optimiser that gives each weight a step size of its own, from the recent size of its gradients. A good first choice.")},
        {Words::tr("Augmentation"), Words::tr("Training pictures are shifted, turned or bent a little each time, so that the network learns what stays the same.")},
        {Words::tr("Back-propagation"), Words::tr("Finds for every weight how the loss would change with it, layer by layer from the output back, by the chain rule.")},
        {Words::tr("Batch"), Words::tr("The samples that one step learns from together; their gradients are averaged.")},
        {Words::tr("Batch normalisation"), Words::tr("Brings each feature of a batch to mean 0 and deviation 1, which keeps deep networks learning fast.")},
        {Words::tr("Bias"), Words::tr("A number that a neuron adds to its weighted sum: it moves the threshold at which it becomes active.")},
        {Words::tr("Convolution"), Words::tr("The same small filter slides over the whole picture and looks for its pattern everywhere.")},
        {Words::tr("Cross-entropy"), Words::tr("A loss for classes: minus the logarithm of the probability that the network gave to the right one.")},
        {Words::tr("Dense layer"), Words::tr("Every neuron of it reads every number of the layer before.")},
        {Words::tr("Dropout"), Words::tr("While training, some neurons are silenced at random, so that no other can rely on them. It is off when the network predicts.")},
        {Words::tr("Early stopping"), Words::tr("Ends a run when digits that are held out of training get no better.")},
        {Words::tr("Epoch"), Words::tr("Once through all the training data.")},
        {Words::tr("Gradient"), Words::tr("For each weight, how fast the loss grows with it. A step goes the other way.")},
        {Words::tr("Hidden layer"), Words::tr("A layer between the input and the output.")},
        {Words::tr("Initial weights"), Words::tr("Where training begins: small random numbers. Too large or too small ones make a bad start (Xavier, He).")},
        {Words::tr("Label"), Words::tr("What a sample is said to be.")},
        {Words::tr("Learning rate"), Words::tr("How far a step goes. Too small: nothing happens. Too large: the loss jumps or explodes.")},
        {Words::tr("Logits"), Words::tr("What the last layer gives before softmax turns it into probabilities.")},
        {Words::tr("Loss"), Words::tr("How wrong the network is, as one number. Training makes it smaller.")},
        {Words::tr("LSTM"), Words::tr("A layer that reads a sequence step by step and keeps a memory, guarded by gates.")},
        {Words::tr("Momentum"), Words::tr("Steps keep some of the direction of those before, like a ball that rolls downhill.")},
        {Words::tr("Over-fitting"), Words::tr("The network learns its training data by heart: better and better there, no better on others.")},
        {Words::tr("Pooling"), Words::tr("Makes maps smaller by keeping the largest (or mean) value of each little square.")},
        {Words::tr("RBM"), Words::tr("Restricted Boltzmann machine: a layer that learns to make its input again from its neurons, without labels.")},
        {Words::tr("Regularisation"), Words::tr("Whatever keeps a network from learning by heart, such as a price on large weights.")},
        {Words::tr("ReLU"), Words::tr("An activation function: what is below 0 becomes 0, the rest stays as it is.")},
        {Words::tr("Seed"), Words::tr("Decides the random numbers: the same seed gives the same run, bit for bit.")},
        {Words::tr("SGD"), Words::tr("Stochastic gradient descent: a small step against the gradient of each batch.")},
        {Words::tr("Sigmoid"), Words::tr("An activation function that squeezes every number between 0 and 1. Far from 0 it is flat, where gradients vanish.")},
        {Words::tr("Smoothing"), Words::tr("The curve shows a running mean, so that the ups and downs of single batches do not hide its course.")},
        {Words::tr("Softmax"), Words::tr("Turns the outputs into probabilities: each is raised to the power of e, then divided by their sum.")},
        {Words::tr("Step"), Words::tr("One batch, one update of all weights.")},
        {Words::tr("Test data"), Words::tr("Digits that the network never learns from. Only they tell how good it is.")},
        {Words::tr("Vanishing gradient"), Words::tr("In a deep sigmoid network the gradient shrinks from layer to layer, until the first ones learn nothing.")},
        {Words::tr("Weight"), Words::tr("How strongly a neuron listens to one of its inputs. All that is learnt is in the weights and biases.")},
    };
    return terms;
}
