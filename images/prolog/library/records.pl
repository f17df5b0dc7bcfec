:- module(records, [recorda/2, recorda/3, recordz/2, recordz/3, recorded/2, recorded/3, erase/1, instance/2, current_key/1, flag/3]).
% Terms recorded under keys, and counters. A key is an atom or number, or the name and arity of a term.

recorda(K, T) :- recorda(K, T, _).
recorda(K, T, R) :- '$record'(K, T, R, C), '$keep_fact'(records:C, first).
recordz(K, T) :- recordz(K, T, _).
recordz(K, T, R) :- '$record'(K, T, R, C), '$keep_fact'(records:C, last).
'$record'(K, T, R, C) :- '$record_key'(K, Key), ( var(R) -> true ; throw(error(uninstantiation_error(R), _)) ), '$serial'(N), R = '$record'(N), C = '$recorded'(Key, T, N).
'$record_key'(K, _) :- var(K), !, throw(error(instantiation_error, _)).
'$record_key'(K, Key) :- ( compound(K) -> functor(K, N, A), Key = N/A ; Key = K ).
recorded(K, T) :- recorded(K, T, _).
recorded(K, T, R) :- '$dynamic_records', ( nonvar(R) -> R = '$record'(N) ; true ), ( var(K) -> true ; '$record_key'(K, Key) ), '$recorded'(Key, T, N), R = '$record'(N), ( var(K) -> '$unkeyed'(Key, K) ; true ).
'$unkeyed'(Key, K) :- ( Key = N/A -> functor(K, N, A) ; K = Key ).
erase(R) :- ( var(R) -> throw(error(instantiation_error, _)) ; '$erase'(R) -> true ; R = '$record'(N), '$dynamic_records', retract(records:'$recorded'(_, _, N)) -> true ; throw(error(existence_error(db_reference, R), _)) ).
instance(R, T) :- '$clause_of'(R, _, H), !, '$clause'(R, H, B), T = (H :- B).
instance(R, T) :- R = '$record'(N), '$dynamic_records', '$recorded'(_, T, N), !.
current_key(K) :- '$dynamic_records', findall(Key, '$recorded'(Key, _, _), Ks0), sort(Ks0, Ks), member(Key, Ks), '$unkeyed'(Key, K).
'$dynamic_records' :- dynamic(records:'$recorded'/3).
flag(K, Old, New) :- '$record_key'(K, Key), ( catch(nb_getval('$counters', L0), _, fail) -> true ; L0 = [] ),
    ( select(Key-V, L0, L1) -> true ; V = 0, L1 = L0 ), Old = V, N is New, nb_setval('$counters', [Key-N|L1]).
