#pragma once

#include <QImage>
#include <QListWidget>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// A small picture of a digit, its label and a network's prediction.
struct DigitTile
{
    quint64 id = 0; ///< the same for the same picture: the selection goes with it
    QImage picture; ///< see greyPicture(); null: there is no ink
    QString label; ///< "7"; shown at the left
    QString prediction; ///< "1 98 %"; shown at the right; empty: not known
    bool isWrong = false; ///< the prediction is not the label
    bool isGood = false; ///< it is worth showing that it is right
    QString tip; ///< all of it in words, for the pointer and for screen readers
};

/// One byte a pixel, ink 255, as a network is given it; the grid gives it the theme's colours.
QImage greyPicture(std::span<const std::uint8_t> pixels, int rows, int columns);

/// Pictures of digits in rows that fill the width, to be selected with mouse or keyboard. What can be done to them is for
/// whoever shows it.
class DigitGrid : public QListWidget
{
    Q_OBJECT

public:
    explicit DigitGrid(QWidget* parent = nullptr);

    void setTiles(const std::vector<DigitTile>& tiles);
    /// Ids in the order of the tiles.
    std::vector<quint64> selectedIds() const;
    void selectIds(const std::vector<quint64>& ids);
    /// Whether 0 to 9, X, Delete and Ctrl+Z mean something here; else they go to the window.
    void setEditable(bool editable);

signals:
    void labelTyped(std::optional<int> label); ///< nullopt: no digit
    void deleteTyped();
    void undoTyped();
    void redoTyped();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// Does what the key means; false: nothing.
    bool obey(const QKeyEvent& key, bool onlyAsk);

    bool m_isEditable = false;
};
