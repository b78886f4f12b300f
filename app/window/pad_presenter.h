#pragma once

#include <QObject>

class PadPanel;
class SampleReader;
class Selection;
class Workbench;

/// Brings the selected sample to the network and the network's reading back beside it.
class PadPresenter : public QObject
{
    Q_OBJECT

public:
    /// All borrowed; they must outlive it.
    PadPresenter(PadPanel& panel, SampleReader& reader, Selection& selection, const Workbench& workbench,
                 QObject* parent = nullptr);

private:
    void onDrawn();
    void showSample();
    void showReading();
    void showData();

    PadPanel& m_panel;
    SampleReader& m_reader;
    Selection& m_selection;
    const Workbench& m_workbench;
};
