#pragma once

#include "app/session/number_offer.h"
#include "app/views/view.h"

class Announcement;
class PadPanel;

/// Where one draws, or walks through the test digits, and what the network in use says of it. The ink itself is the
/// session's: what others put there is shown here, and what is drawn here goes there, in sight or not.
class PadView : public View
{
    Q_OBJECT

public:
    explicit PadView(const Context& context);
    /// See ViewInfo.
    static QString help();

    QWidget* widget() override;
    void refresh(Inspection::Changes what) override;

private:
    void connectDrawing();
    void connectSample();
    void adoptActions();
    void onDrawn();
    void onBoxClicked(int index);
    void lookAtDrawing();
    void followInk();
    void showWriter();
    void giveLabel(std::optional<int> label);
    void showLabel();
    void showSampleName();
    void showPage();
    void showPrompt();
    void showInput();
    void showSampleOnPad();
    void showNumber();

    Context m_context;
    PadPanel* m_panel;
    Announcement* m_saidNumber; ///< on the wide pad, once it rests
    NumberOffer m_offer; ///< of several digits on the pad for one
    bool m_isFollowing = false; ///< the pad is being changed to what the session has
};
