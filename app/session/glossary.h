#pragma once

#include <QString>
#include <QStringList>

#include <vector>

/// A word of the field, and what it means in one or two sentences.
struct Term
{
    QString name;
    QString meaning;
    QStringList also = {}; ///< what else it is called: "Batch size" for "Batch"
    QString group = {}; ///< "optimiser", of a kind that can be chosen
};

/// In alphabetical order. Among them is every kind that can be chosen for a network or its training: see kindTerms().
const std::vector<Term>& glossary();

/// Those that the text names, in the order in which they stand there, each once. Of names within one another the longest:
/// "batch normalisation" is no batch.
std::vector<const Term*> termsIn(const QString& text);

/// What the terms in the text mean, as HTML, at most three; not what is said already. Empty: there are none.
QString explanationOf(const QString& text, const QString& said = {});
