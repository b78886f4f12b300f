#pragma once

class Commands;
class DataLibrary;
class DrawingLabel;
class EnsembleMembers;
class FineTuner;
class Inspection;
class Jobs;
class MemberTrainer;
class ModelFiles;
class MyDigits;
class Notices;
class PadNumber;
class PadStrokes;
class PictureInput;
class Preferences;
class Runs;
class Selection;
class TrainingTimes;
class WriterAdaptation;

/// What a view is given: all of it borrowed, and outliving every view.
struct Context
{
    Runs& runs; ///< the network in use and its training
    Selection& selection; ///< what a person has chosen to look at
    Inspection& inspection; ///< the numbers of it
    Jobs& jobs; ///< work that takes longer than 8 ms
    Notices& notices; ///< sentences for the person
    Commands& commands; ///< what can be ordered
    Preferences& preferences; ///< what is set once and for all
    DataLibrary& data;
    ModelFiles& models;
    TrainingTimes& times; ///< of each preset, on this machine

    PadStrokes& pad;
    PictureInput& pictures;
    PadNumber& number;
    WriterAdaptation& writer;
    MyDigits& myDigits;
    DrawingLabel& label; ///< what the drawing on the pad is said to be
    FineTuner& fineTuner;
    EnsembleMembers& ensemble;
    MemberTrainer& memberTrainer;
};
