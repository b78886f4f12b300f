#pragma once

#include "engine/data/picture_of.h"
#include "engine/tensor/shape.h"

#include <QObject>

class LearntHand;
class NumberPresenter;
class PadPanel;
class PictureInput;
class SampleReader;
class Selection;
class Workbench;

/// Brings the selected sample to the network and the network's reading back beside it.
class PadPresenter : public QObject
{
    Q_OBJECT

public:
    /// All borrowed; they must outlive it.
    PadPresenter(PadPanel& panel, NumberPresenter& number, PictureInput& pictures, SampleReader& reader, Selection& selection,
                 const Workbench& workbench, LearntHand& hand, QObject* parent = nullptr);

private:
    void onDrawn();
    void showNetwork();
    void showClassNames();
    void showSample();
    void showTestSample(std::size_t index);
    void showDrawing();
    void showHand();
    bool isStraightened() const;
    std::optional<engine::Picture> drawnPicture(const engine::DrawingStyle& style) const;
    void showReading();
    void showClasses();
    void showGiven();
    void showData();
    /// Of the network in use: while it is replaced, the reader still has the old one.
    bool hasReading() const;

    PadPanel& m_panel;
    NumberPresenter& m_number;
    PictureInput& m_pictures;
    SampleReader& m_reader;
    Selection& m_selection;
    const Workbench& m_workbench;
    LearntHand& m_hand;
    engine::Shape m_shape{1, 28, 28}; ///< of the sample that the reader was given
};
