#pragma once

#include "app/views/activations/layer_shares.h"

#include "ui/charts/locked_scale.h"

#include <QWidget>

#include <optional>
#include <span>

class HistogramChart;
class QLabel;
class QPushButton;
class QStackedWidget;

/// A layer's numbers as a histogram under what they are called and what is to be said of them; or what the page is for.
class ActivationsPanel : public QWidget
{
    Q_OBJECT

public:
    struct Layer
    {
        QString title; ///< "relu_1 · ReLU · 24 units"
        bool isSigned = false; ///< its numbers can be below zero
        bool areMaps = false; ///< a unit has many numbers
        std::optional<FlatParts> flat = {};
        std::optional<float> limit = {}; ///< that no number exceeds; nullopt: the axis follows the numbers
    };

    explicit ActivationsPanel(QWidget* parent = nullptr);

    /// Scales begin anew.
    void setLayer(const Layer& layer);
    /// A word on why it is this layer.
    void setHint(const QString& hint);
    /// Of the layer.
    void setNumbers(std::span<const float> numbers);
    /// Nothing to show. canShowExample: a click can change that.
    void clear(bool canShowExample);

signals:
    void exampleRequested();

private:
    QWidget* buildEmptyPage();
    QWidget* buildPage();
    float limitFor(std::span<const float> numbers);

    Layer m_layer;
    LockedScale m_limit;
    QStackedWidget* m_pages;
    QPushButton* m_example;
    QLabel* m_title;
    QLabel* m_hint;
    QLabel* m_words;
    HistogramChart* m_chart;
};
