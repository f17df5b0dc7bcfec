% Reading lines and whole streams.

read_line_to_string(S, T) :- '$read_line'(S, T0, E), ( E == end -> T = end_of_file ; T = T0 ).
read_line_to_codes(S, Cs) :- '$read_line'(S, T, E), ( E == end -> Cs = -1 ; string_codes(T, Cs) ).
read_line_to_codes(S, Cs, Tail) :- '$read_line'(S, T, E), ( E == end -> Cs = Tail ; string_codes(T, L), ( E == line -> append(L, [10|Tail], Cs) ; append(L, Tail, Cs) ) ).
read_stream_to_codes(S, Cs) :- '$read_all'(S, T, _), string_codes(T, Cs).
read_stream_to_codes(S, Cs, Tail) :- '$read_all'(S, T, _), string_codes(T, L), append(L, Tail, Cs).
read_string(S, T) :- '$read_all'(S, T, _).
read_string(S, N, T) :- integer(N), !, '$read_chars'(N, S, Cs), string_chars(T, Cs).
read_string(S, N, T) :- '$read_all'(S, T, _), string_length(T, N).
read_string(S, Separators, Pad, End, T) :- string_codes(Separators, Ss), '$read_to'(S, Ss, Cs, End), string_codes(T0, Cs), split_string(T0, "", Pad, [T]).
'$read_to'(S, Ss, Cs, End) :- get_code(S, C), ( C =:= -1 -> Cs = [], End = -1 ; memberchk(C, Ss) -> Cs = [], End = C ; Cs = [C|Cs1], '$read_to'(S, Ss, Cs1, End) ).
'$read_chars'(N, S, Cs) :- ( N =< 0 -> Cs = [] ; get_char(S, C), ( C == end_of_file -> Cs = [] ; Cs = [C|Cs1], M is N - 1, '$read_chars'(M, S, Cs1) ) ).
read_file_to_codes(F, Cs, _) :- open(F, read, S), read_stream_to_codes(S, Cs), close(S).
read_file_to_string(F, T, _) :- open(F, read, S), '$read_all'(S, T, _), close(S).
read_file_to_terms(F, Ts, _) :- open(F, read, S), '$read_terms'(S, Ts), close(S).
read_term_with_history(T, O) :- read_term(T, O).
'$read_terms'(S, Ts) :- read(S, T), ( T == end_of_file -> Ts = [] ; Ts = [T|Ts1], '$read_terms'(S, Ts1) ).
