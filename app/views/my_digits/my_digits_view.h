#pragma once

#include "app/session/my_digit_predictions.h"
#include "app/views/my_digits/digit_tiles.h"
#include "app/views/view.h"

class MyDigitsPanel;

/// The user's own digits, what the network in use predicts of them, and fine-tuning on them with what came of it.
class MyDigitsView : public View
{
    Q_OBJECT

public:
    explicit MyDigitsView(const Context& context);
    /// See ViewInfo.
    static QString help();

    QWidget* widget() override;
    void refresh(Inspection::Changes what) override;
    void setInSight(bool isInSight) override;

private:
    /// What goes on out of sight, and is shown when it is back.
    enum Part { Digits = 1, Tiles = 2, FineTuning = 4 };

    void connectEditing();
    void connectFineTuning();
    void note(int parts);
    void followModel(Inspection::Changes what);
    void showDigits();
    void showTiles();
    void showFineTuning();
    void askWhatToImport();
    void askWhereToExport();

    Context m_context;
    MyDigitsPanel* m_panel;
    MyDigitPredictions m_predictions;
    DigitTiles m_tiles;
    bool m_isInSight = false;
    int m_stale = Digits | FineTuning; ///< parts that are not shown as they are
    bool m_isOutcomeShown = false; ///< this one, be it that it was dismissed
};
