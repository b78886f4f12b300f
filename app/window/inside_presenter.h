#pragma once

#include "app/network_pictures.h"

#include <QObject>

#include <vector>

class ActivationView;
class Inspector;
class SampleReader;
class Selection;
class WeightsView;
class Workbench;

/// Shows what is inside the network: activations of the selected sample, weights, and the page of the selected unit.
class InsidePresenter : public QObject
{
    Q_OBJECT

public:
    struct Views
    {
        ActivationView& activations;
        WeightsView& weights;
        Inspector& inspector;
    };

    /// All borrowed; they must outlive it.
    InsidePresenter(const Views& views, SampleReader& reader, Selection& selection, const Workbench& workbench,
                    QObject* parent = nullptr);

    /// Shows the newest numbers, if the page is in sight.
    void showUnit();
    // The keys J L and U O.
    void stepUnit(int by);
    void stepLayer(int by);

private:
    void selectActivation(int column, int unit);
    void showNetwork();
    void showColumns();
    void showClasses();
    void showWeights();
    void showActivations();
    /// Marks it everywhere and brings it into sight: only when another is selected, not with every reading.
    void markUnit();

    Views m_views;
    SampleReader& m_reader;
    Selection& m_selection;
    const Workbench& m_workbench;
    std::vector<LayerPictures> m_pictures;
    QStringList m_classNames; ///< as the columns show them
};
