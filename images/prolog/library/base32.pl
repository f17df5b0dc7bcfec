:- module(base32, [base32/2, base32//1]).
% Text in the alphabet of 32 characters of RFC 4648: five bytes are eight characters.

base32(Plain, Encoded) :- nonvar(Plain), !, format(codes(Cs), '~w', [Plain]), '$base32'(Cs, Es), atom_codes(Encoded, Es).
base32(Plain, Encoded) :- ( var(Encoded) -> throw(error(instantiation_error, _)) ; format(codes(Es), '~w', [Encoded]), '$unbase32'(Es, Cs), atom_codes(Plain, Cs) ).
base32(Plain, Es, T) :- nonvar(Plain), !, '$base32'(Plain, Es0), append(Es0, T, Es).
base32(Plain, Es, []) :- '$unbase32'(Es, Plain).
'$base32'([], []) :- !.
'$base32'(Cs, Es) :-
    ( append([A, B, C, D, E], Rest, Cs) -> N = 8 ; Rest = [], length(Cs, K), N is (K * 8 + 4) // 5, append(Cs, [0, 0, 0, 0], [A, B, C, D|_]), E = 0 ),
    V is A << 32 \/ B << 24 \/ C << 16 \/ D << 8 \/ E, '$quintets'(0, N, V, Es, Es1), '$base32'(Rest, Es1).
'$quintets'(8, _, _, Es, Es) :- !.
'$quintets'(I, N, V, [C|Es0], Es) :-
    ( I < N -> Q is V >> (35 - 5 * I) /\ 31, ( Q < 26 -> C is Q + 0'A ; C is Q - 26 + 0'2 ) ; C = 0'= ),
    J is I + 1, '$quintets'(J, N, V, Es0, Es).
'$unbase32'([], []) :- !.
'$unbase32'(Es, Cs) :-
    length(Group, 8), append(Group, Rest, Es), !,
    '$quintet_values'(Group, 0, V, 0, N), Bytes is N * 5 // 8, memberchk(N, [2, 4, 5, 7, 8]), '$bytes_of'(0, Bytes, V, Cs, Cs1),
    ( N < 8 -> Rest == [], Cs1 = [] ; '$unbase32'(Rest, Cs1) ).
% The value of eight characters, and how many of them are no padding.
'$quintet_values'([], V, V, N, N).
'$quintet_values'([C|Cs], V0, V, N0, N) :-
    ( C =:= 0'= -> '$padding_only'(Cs), length([C|Cs], K), V is V0 << (5 * K), N = N0
    ; '$quintet'(C, Q), V1 is V0 << 5 \/ Q, N1 is N0 + 1, '$quintet_values'(Cs, V1, V, N1, N) ).
'$padding_only'([]).
'$padding_only'([0'=|Cs]) :- '$padding_only'(Cs).
'$quintet'(C, Q) :- ( C >= 0'A, C =< 0'Z -> Q is C - 0'A ; C >= 0'a, C =< 0'z -> Q is C - 0'a ; C >= 0'2, C =< 0'7, Q is C - 0'2 + 26 ).
'$bytes_of'(N, N, _, Cs, Cs) :- !.
'$bytes_of'(I, N, V, [B|Cs0], Cs) :- B is V >> (32 - 8 * I) /\ 255, J is I + 1, '$bytes_of'(J, N, V, Cs0, Cs).
