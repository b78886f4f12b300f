#pragma once

#include "engine/io/digit_set.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

class MyDigits;
class PadStrokes;
class PictureInput;
class Runs;
class Selection;

/// "Looks like a 3": keeps the drawing on the pad among the user's own digits, and knows what it was said to be until it is
/// another drawing.
class DrawingLabel : public QObject
{
    Q_OBJECT

public:
    struct Sources
    {
        const Runs& runs;
        Selection& selection;
        PadStrokes& pad;
        PictureInput& pictures;
        MyDigits& digits;
    };

    struct Given
    {
        std::optional<int> digit; ///< nullopt: no digit

        bool operator==(const Given&) const = default;
    };

    /// All borrowed; they must outlive it.
    explicit DrawingLabel(const Sources& sources, QObject* parent = nullptr);

    /// label: nullopt for no digit. The same drawing said otherwise is kept once. False where there is nothing that can be
    /// kept; notice() tells either way.
    bool give(std::optional<int> label);
    /// The label of the drawing that is looked at; nullopt: none yet, or something else is.
    const std::optional<Given>& given() const { return m_given; }
    /// What became of the last order: how many are kept, in a word or two, or why it cannot be, in a sentence. Empty as
    /// soon as the pen moves on, or something else is looked at.
    const QString& notice() const { return m_notice; }

    /// Puts one of the user's digits, by its place from 0, on the pad, where its label may be corrected.
    void bring(std::size_t index);

    /// Whose digits are kept from now on, a setting; empty: nobody says.
    static QString writer();
    static void setWriter(const QString& name);

signals:
    /// Label or notice.
    void changed();

private:
    QString objection() const;
    bool isDrawingInSight() const;
    std::optional<std::size_t> keptPlace() const;
    void followInk();
    void followDigits();
    void followSample();
    void show(std::shared_ptr<const engine::UserDigit> kept, const QString& notice);

    Sources m_sources;
    std::shared_ptr<const engine::UserDigit> m_kept; ///< what became of the drawing; null: nothing yet
    std::vector<engine::Stroke> m_strokes; ///< the drawing, as it stands on the pad
    std::optional<Given> m_given;
    QString m_notice;
};
