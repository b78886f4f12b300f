#pragma once

#include "app/kept_digit_reader.h"
#include "app/my_digits.h"
#include "ui/panels/my_digits_view.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <vector>

class CorrectionBar;
class DigitPad;
class LearntHand;
class Selection;
class Workbench;

/// Keeps what is drawn and labelled in the user's own set, and the set's panel true to it and to the network.
class MyDigitsPresenter : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        MyDigitsView& view;
        CorrectionBar& bar;
        DigitPad& pad;
    };

    /// All borrowed; they must outlive it. The view is the parent of file dialogs too.
    MyDigitsPresenter(const Parts& parts, Selection& selection, Workbench& workbench, const LearntHand& hand,
                      std::filesystem::path file, QObject* parent = nullptr);

    MyDigits& set() { return m_set; }
    void importFrom(const QString& file) { m_set.importFrom(file); }
    void askWhatToImport();
    void askWhereToExport();
    /// Shows what has changed while nobody looked.
    void setVisible(bool visible);

signals:
    void failed(const QString& sentence);
    void noticed(const QString& sentence);

private:
    using Digit = std::shared_ptr<const engine::KeptDigit>;

    void connectSet();
    void connectView();
    void keepDrawing(std::optional<int> label);
    std::optional<std::size_t> placeOf(const Digit& digit) const;
    std::vector<std::size_t> placesOf(const std::vector<quint64>& ids) const;
    void onDrawn();
    void onSetChanged();
    void showNetwork();
    void showTiles();
    DigitTile tileOf(std::size_t place) const;
    bool isReadWrong(const Digit& digit) const;
    bool passes(const Digit& digit, const DigitFilter& filter) const;
    void bringToPad(quint64 id);

    MyDigitsView& m_view;
    CorrectionBar& m_bar;
    DigitPad& m_pad;
    Selection& m_selection;
    Workbench& m_workbench;
    KeptDigitReader m_reader;
    MyDigits m_set;
    engine::KeptDigits m_shown; ///< the set as it was when ids were given
    std::vector<quint64> m_ids; ///< one a digit of the set; a digit keeps its own when its label changes
    quint64 m_lastId = 0;
    Digit m_kept; ///< what became of the drawing that is on the pad; null: nothing yet
    std::vector<engine::Stroke> m_keptStrokes;
};
