% bench: parsing
% quick: 1
% size: iterations
size(220000).
:- initialization(main).
% Questions in a small part of English, parsed to formulas.
main :- size(N), run(N, F), write(F), nl.
run(1, N) :- !, all(Fs), numbervars(Fs, 0, N).
run(N, F) :- all(_), M is N - 1, run(M, F).
all(Fs) :- findall(F, ( text(T), question(F, T, []) ), Fs).
text([which,rivers,flow,through,every,country,that,borders,a,sea]).
text([does,spain,border,a,country,whose,capital,is,paris]).
text([what,is,the,capital,of,a,country,that,borders,spain]).
text([is,there,a,river,that,flows,through,spain]).
question(which(X, N, S)) --> [which], plural(X, N), verb_phrase(plural, X, S).
question(holds(S)) --> [does], name(X), base_verb(X, Y, V), noun_phrase(Y, V, S).
question(which(X, true, S)) --> [what,is], noun_phrase(Y, same(X, Y), S).
question(holds(S)) --> [is,there], noun_phrase(_, true, S).
noun_phrase(X, P, F) --> determiner(X, R, P, F), noun(X, N), relative(X, N, R).
noun_phrase(X, P, P) --> name(X).
determiner(X, R, P, all(X, R, P)) --> [every].
determiner(X, R, P, some(X, R, P)) --> [a].
determiner(X, R, P, the(X, R, P)) --> [the].
relative(X, N, and(N, S)) --> [that], verb_phrase(singular, X, S).
relative(X, N, and(N, capital(X, C))) --> [whose,capital,is], name(C).
relative(X, N, and(N, F)) --> [of], noun_phrase(Y, of(X, Y), F).
relative(_, N, N) --> [].
verb_phrase(K, X, S) --> verb(K, X, Y, V), noun_phrase(Y, V, S).
verb(singular, X, Y, borders(X, Y)) --> [borders].
verb(plural, X, Y, borders(X, Y)) --> [border].
verb(singular, X, Y, flows(X, Y)) --> [flows,through].
verb(plural, X, Y, flows(X, Y)) --> [flow,through].
base_verb(X, Y, borders(X, Y)) --> [border].
noun(X, country(X)) --> [country].
noun(X, sea(X)) --> [sea].
noun(X, river(X)) --> [river].
noun(X, capital(X)) --> [capital].
plural(X, river(X)) --> [rivers].
plural(X, country(X)) --> [countries].
name(spain) --> [spain].
name(paris) --> [paris].
% expect: 8
