#pragma once

#include <QString>

#include <vector>

/// A word of the field, and what it means in one or two sentences.
struct Term
{
    QString name;
    QString meaning;
};

/// In alphabetical order.
const std::vector<Term>& glossary();
