#pragma once

#include "app/number_reader.h"
#include "ui/pad/digit_boxes.h"

#include <QObject>

#include <optional>

class LearntHand;
class PadPanel;
class PictureInput;
class Workbench;

/// Reads what stands on the wide pad, or in a picture beside it, as a number: boxes round its digits, the number in large
/// type, one digit of it selected.
class NumberPresenter : public QObject
{
    Q_OBJECT

public:
    /// All borrowed; they must outlive it.
    NumberPresenter(PadPanel& panel, PictureInput& pictures, const Workbench& workbench, const LearntHand& hand, QObject* parent = nullptr);

    std::optional<engine::DigitImage> selectedImage() const { return m_reader.selectedImage(); }
    /// By one to the left (-1) or right (1).
    void stepDigit(int by);

signals:
    void digitSelected();

private:
    void setWide(bool isWide);
    void followNetwork();
    void readLine();
    void showNumber();
    DigitBoxes boxes(QSizeF unit, double margin) const;
    QString textOf(const engine::DigitReading& digit) const;

    PadPanel& m_panel;
    PictureInput& m_pictures;
    const Workbench& m_workbench;
    const LearntHand& m_hand;
    NumberReader m_reader;
    std::optional<engine::DigitImage> m_shown;
    bool m_isReading = false;
};
