#pragma once

#include "engine/message.h"

#include <QString>

#include <exception>
#include <string>

// What the engine says, in the user's language: the one border at which its English is translated (context "engine"). What
// no translation is known for stays English.

QString inWords(const engine::Message& message);
/// A title, a help, a description: words without arguments.
QString translated(const std::string& english);

/// One sentence of why something failed, for a person.
QString sentenceOf(const std::exception& error);
/// Must hold an exception.
QString sentenceOf(const std::exception_ptr& error);
