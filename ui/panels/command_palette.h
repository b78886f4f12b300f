#pragma once

#include <QFrame>
#include <QPointer>

#include <functional>
#include <vector>

class CommandRows;
class QLabel;
class QLineEdit;
class QListView;

/// Finds what can be ordered by a few letters: a field and a list over the upper middle of a window. Arrows, Enter, Esc, or
/// the mouse. The focus goes back to where it was.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    struct Entry
    {
        QString id;
        QString title;
        QString group; ///< told beside the title, paler
        QString key; ///< as people read it: "Ctrl+S"
        bool isEnabled = true; ///< else it is shown, but cannot be chosen

        bool operator==(const Entry&) const = default;
    };
    /// The best first; no letters: what is shown at once.
    using Search = std::function<std::vector<Entry>(const QString& letters)>;

    /// window: what it lies over, and its parent.
    CommandPalette(Search search, QWidget* window);

    /// Closes it where it is open already.
    void toggle();
    void open();

signals:
    /// After it has closed, and the focus is back.
    void chosen(const QString& id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void find(const QString& letters);
    void choose(int row);
    void step(int rows);
    void leave();
    void place();
    void tellCurrent();
    void onKey(int key);

    Search m_search;
    CommandRows* m_rows;
    QLineEdit* m_letters;
    QListView* m_list;
    QLabel* m_nothing;
    QPointer<QWidget> m_focusBefore;
};
