% bench: text
% quick: 5
% size: iterations
size(100000).
:- initialization(main).
% A tokeniser, with the tokens made atoms and numbers.
main :- size(N), run(N, C), write(C), nl.
run(1, C) :- !, work(C).
run(N, C) :- work(_), M is N - 1, run(M, C).
work(C) :- atom_codes('while x1 < 1024 do begin x1 := x1 * 2 + offset ; total := total + x1 end ; print total', Cs), tokens(Cs, Ts), length(Ts, C).
tokens([], []).
tokens([C|Cs], Ts) :- C =:= 32, !, tokens(Cs, Ts).
tokens([C|Cs], [number(N)|Ts]) :- digit(C), !, digits(Cs, Ds, Rest), number_codes(N, [C|Ds]), tokens(Rest, Ts).
tokens([C|Cs], [name(A)|Ts]) :- letter(C), !, letters(Cs, Ls, Rest), atom_codes(A, [C|Ls]), tokens(Rest, Ts).
tokens([0':,0'=|Cs], [assign|Ts]) :- !, tokens(Cs, Ts).
tokens([C|Cs], [sign(A)|Ts]) :- atom_codes(A, [C]), tokens(Cs, Ts).
digits([C|Cs], [C|Ds], R) :- digit(C), !, digits(Cs, Ds, R).
digits(R, [], R).
letters([C|Cs], [C|Ls], R) :- ( letter(C) ; digit(C) ), !, letters(Cs, Ls, R).
letters(R, [], R).
digit(C) :- C >= 0'0, C =< 0'9.
letter(C) :- C >= 0'a, C =< 0'z.
% expect: 23
