% bench: database
% quick: 1
% size: iterations
size(16000).
:- initialization(main).
% Pairs of countries of almost the same density.
main :- size(N), run(N, C), write(C), nl.
run(1, C) :- !, pairs(C).
run(N, C) :- pairs(_), M is N - 1, run(M, C).
pairs(N) :- findall(A-B, similar(A, B), L), length(L, N).
similar(A, B) :- density(A, D), density(B, E), D > E, 20 * D < 21 * E.
density(C, D) :- population(C, P), area(C, A), D is P * 100 // A.
population(C, P) :- country(C, P, _).
area(C, A) :- country(C, _, A).
country(c01, 8250, 3380). country(c02, 5863, 1139). country(c03, 2521, 708). country(c04, 1200, 3610).
country(c05, 1187, 1200). country(c06, 5560, 2300). country(c07, 612, 240). country(c08, 730, 120).
country(c09, 540, 213). country(c10, 560, 94). country(c11, 510, 970). country(c12, 1230, 850).
country(c13, 750, 450). country(c14, 590, 105). country(c15, 3470, 1972). country(c16, 410, 204).
country(c17, 290, 198). country(c18, 333, 306). country(c19, 255, 439). country(c20, 470, 503).
country(c21, 340, 88). country(c22, 133, 101). country(c23, 213, 91). country(c24, 980, 412).
% expect: 12
