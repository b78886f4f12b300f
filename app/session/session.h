#pragma once

#include "app/session/commands.h"
#include "app/session/context.h"
#include "app/session/data_library.h"
#include "app/session/data_mismatch.h"
#include "app/session/drawing_label.h"
#include "app/session/ensemble_members.h"
#include "app/session/fine_tuner.h"
#include "app/session/inspection.h"
#include "app/session/jobs.h"
#include "app/session/member_trainer.h"
#include "app/session/model_files.h"
#include "app/session/my_digits.h"
#include "app/session/notices.h"
#include "app/session/pad_number.h"
#include "app/session/pad_strokes.h"
#include "app/session/picture_input.h"
#include "app/session/preferences.h"
#include "app/session/training_times.h"
#include "app/session/watching_pace.h"
#include "app/session/writer_adaptation.h"

#include <QObject>

#include <filesystem>

/// All that a window is about, put together; no widget. A test has one without a window.
class Session : public QObject
{
    Q_OBJECT

public:
    /// network: what to begin with. userDigits: the file of the user's own digits.
    Session(RunState network, std::filesystem::path userDigits, QObject* parent = nullptr);

    Context context();
    /// One more network of the ensemble; says why where it cannot be.
    void addMember(engine::SavedModel model);

    Jobs jobs; // first: what must be finished is, when all the rest is gone
    Notices notices;
    Commands commands;
    Preferences preferences;
    Runs runs;
    WatchingPace pace;
    Selection selection;
    PadStrokes pad;
    PictureInput pictures;
    WriterAdaptation writer;
    PadNumber number;
    MyDigits myDigits;
    DrawingLabel label;
    Inspection inspection;
    DataLibrary data;
    ModelFiles models;
    TrainingTimes times;
    DataMismatch mismatch;
    EnsembleMembers ensemble;
    MemberTrainer memberTrainer;
    FineTuner fineTuner;

private:
    void connectRun();
    void connectFiles();
    void connectLearning();
    void addPreferences();
    void complain(const QString& sentence);
    void complainOfFile(const QString& sentence);
    void offerUndo(const QString& sentence);
    void offerWayOn(bool isUndone);
    void offerFormerData(const QString& description, const QString& former);
    void tellOfWaitingPicture();
    void awaitData(bool toTrain);

    bool m_trainsOnceRead = false; ///< somebody pressed Train while the data were being read
};
