"""The verbs by which a body is told to hold a gathering or to call to it, in both languages. Data.

One list for every rule that asks for them; what a rule means besides stands beside it.
"""

from __future__ import annotations

HOLDING = (
    r"з?організу\w+|організову\w+|провел\w+|провів|проводять?|провед(?:е|уть)|скликал\w+|скликав|склика(?:є|ють)"
    r"|зібрал\w+|зібрав|[ву]лашт(?:ува|ову)\w+|ініцію\w+|оголосил\w+|оголосив"
    r"|организова\w+|организу\w+|пров[её]л\w*|провод[ия]т|провед(?:[её]т|ут)|созвал\w*|созыва\w+|собрал\w*"
    r"|устро(?:ил|ит|ят)\w*|инициирова\w+|объявил\w*"
)
INVITING = r"запрошу\w+|кличе|кличуть|приглаша\w+|зов[её]т|зовут"
