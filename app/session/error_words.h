#pragma once

#include <QString>

#include <exception>

/// One sentence of why something failed, for a person. Must hold an exception.
QString sentenceOf(const std::exception_ptr& error);
