#pragma once

#include <QString>

/// One sentence on a learning rate that is allowed and hardly leads anywhere; empty: it may be fine.
QString rateAdvice(double rate);
