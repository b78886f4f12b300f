#pragma once

#include "app/session/glossary.h"

/// A term for every layer, optimiser, loss, initialiser and so on that can be chosen, with what the program says of it there.
std::vector<Term> kindTerms();
