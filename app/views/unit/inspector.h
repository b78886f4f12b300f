#pragma once

#include "app/views/unit/unit_page.h"

#include <QWidget>

#include <optional>

class NumberPicture;
class QLabel;
class ScaleBar;

/// The page of the selected unit: its weights, what they make of the drawing, and the sum written out.
class Inspector : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(QWidget* parent = nullptr);

    void setUnit(const UnitPage& page);
    /// Back to the hint at what can be clicked.
    void clear();
    /// A sentence on a unit that has no page of its own.
    void explain(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* buildPage();
    QLayout* buildPictures();
    void showPage();
    void showPictures(const UnitPage& page);

    std::optional<UnitPage> m_page;
    QLabel* m_hint;
    QWidget* m_content;
    QLabel* m_title;
    QLabel* m_subtitle;
    NumberPicture* m_input;
    NumberPicture* m_weights;
    NumberPicture* m_products;
    QLabel* m_times;
    QLabel* m_equals;
    ScaleBar* m_scale;
    QLabel* m_sum;
};
