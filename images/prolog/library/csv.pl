:- module(csv, [csv/3, csv/4, csv_read_file/2, csv_read_file/3, csv_read_stream/3, csv_read_file_row/3, csv_read_row/3, csv_options/2, csv_write_file/2, csv_write_file/3, csv_write_stream/3]).
% Values separated by commas. A file is a list of rows, a row a term whose arguments are its fields. Options are looked up once:
% csv_options(Separator, Strip, IgnoreQuotes, Convert, Case, Functor, Arity, MatchArity, SkipHeader).

csv(Rows, S0, S) :- csv(Rows, [], S0, S).
csv(Rows, Os, S0, S) :- csv_options(C, Os), '$csv'(S0, Rows, C, S).
'$csv'(S0, Rows, C, S) :- var(S0), !, '$csv_emit'(Rows, C, S0, S).
'$csv'(S0, Rows, C, S) :- '$csv_skip_header'(C, S0, S1), '$csv_rows'(S1, C, Rows0, S), Rows = Rows0.

csv_options(C, Os) :- '$csv_options'(Os, 0',, C).
'$csv_options'(Os, Separator, csv_options(Sep, Strip, Ignore, Convert, Case, Functor, Arity, Match, Skip)) :-
    '$must_be'(list, Os),
    option(separator(Sep0), Os, Separator), ( integer(Sep0) -> Sep = Sep0 ; char_code(Sep0, Sep) ),
    option(strip(Strip), Os, false), '$must_be'(bool, Strip),
    option(ignore_quotes(Ignore), Os, false), '$must_be'(bool, Ignore),
    option(convert(Convert), Os, true), '$must_be'(bool, Convert),
    option(case(Case), Os, preserve), '$must_be'(oneof([down, preserve, up]), Case),
    option(functor(Functor), Os, row), '$must_be'(atom, Functor),
    option(arity(Arity), Os, _), ( var(Arity) -> true ; '$must_be'(nonneg, Arity) ),
    option(match_arity(Match), Os, true), '$must_be'(bool, Match),
    option(skip_header(Skip), Os, _).

% Lines that begin with a certain character come before the rows.
'$csv_skip_header'(C, S0, S) :- arg(9, C, Skip), nonvar(Skip), atom_codes(Skip, Cs), append(Cs, _, S0), !, '$csv_line'(S0, S1), '$csv_skip_header'(C, S1, S).
'$csv_skip_header'(_, S, S).
'$csv_line'([], []).
'$csv_line'([C|S0], S) :- ( C =:= 10 -> S = S0 ; '$csv_line'(S0, S) ).

'$csv_rows'([], _, [], []) :- !.
'$csv_rows'(S0, C, [Row|Rows], S) :- '$csv_row'(S0, C, Row, S1), '$csv_rows'(S1, C, Rows, S).
'$csv_row'(S0, C, Row, S) :- '$csv_fields'(S0, C, Fields, S), '$csv_make_row'(Fields, C, Row).
'$csv_make_row'(Fields, csv_options(_, _, _, _, _, Functor, Arity, Match, _), Row) :-
    length(Fields, N),
    ( Match == false -> true ; Arity = N -> true ; throw(error(domain_error(row_arity(Arity), N), _)) ),
    Row =.. [Functor|Fields].
'$csv_fields'(S0, C, [F|Fs], S) :- '$csv_field'(S0, C, F, S1), '$csv_more'(S1, C, Fs, S).
'$csv_more'([], _, [], []) :- !.
'$csv_more'([10|S], _, [], S) :- !.
'$csv_more'([13|S0], _, [], S) :- ( S0 = [10|S] -> true ; S0 == [], S = [] ), !.
'$csv_more'([Sep|S0], C, Fs, S) :- arg(1, C, Sep), '$csv_fields'(S0, C, Fs, S).
'$csv_field'([0'"|S0], C, F, S) :- arg(3, C, false), !, '$csv_quoted'(S0, Cs, S), '$csv_value'(Cs, C, F).
'$csv_field'(S0, C, F, S) :- arg(1, C, Sep), '$csv_plain'(S0, Sep, Cs0, S), ( arg(2, C, true) -> '$csv_strip'(Cs0, Cs) ; Cs = Cs0 ), '$csv_value'(Cs, C, F).
'$csv_quoted'([0'"|S0], Cs, S) :- !, ( S0 = [0'"|S1] -> Cs = [0'"|Cs1], '$csv_quoted'(S1, Cs1, S) ; Cs = [], S = S0 ).
'$csv_quoted'([X|S0], [X|Cs], S) :- '$csv_quoted'(S0, Cs, S).
'$csv_plain'(S, Sep, [], S) :- '$csv_ends'(S, Sep), !.
'$csv_plain'([X|S0], Sep, [X|Cs], S) :- '$csv_plain'(S0, Sep, Cs, S).
'$csv_ends'([], _).
'$csv_ends'([X|S], Sep) :- ( X =:= Sep -> true ; X =:= 10 -> true ; X =:= 13, ( S == [] -> true ; S = [10|_] ) ).
'$csv_strip'(Cs0, Cs) :- '$csv_strip_front'(Cs0, Cs1), reverse(Cs1, Cs2), '$csv_strip_front'(Cs2, Cs3), reverse(Cs3, Cs).
'$csv_strip_front'([C|Cs0], Cs) :- code_type(C, space), !, '$csv_strip_front'(Cs0, Cs).
'$csv_strip_front'(Cs, Cs).
'$csv_value'(Cs, C, V) :- arg(4, C, true), catch(number_codes(N, Cs), error(syntax_error(_), _), fail), !, V = N.
'$csv_value'(Cs, C, V) :- arg(5, C, Case), atom_codes(V0, Cs), ( Case == down -> downcase_atom(V0, V) ; Case == up -> upcase_atom(V0, V) ; V = V0 ).

csv_read_file(File, Rows) :- csv_read_file(File, Rows, []).
csv_read_file(File, Rows, Os) :- '$csv_file'(File, Os, F, C, Fs), setup_call_cleanup(open(F, read, S, Fs), '$csv_read_stream'(S, Rows, C), close(S)).
csv_read_stream(S, Rows, Os) :- csv_options(C, Os), '$csv_read_stream'(S, Rows, C).
'$csv_read_stream'(S, Rows, C) :- read_stream_to_codes(S, Cs), '$csv_skip_header'(C, Cs, Cs1), '$csv_rows'(Cs1, C, Rows0, []), Rows = Rows0.
% The file, the options of its rows and those with which it is opened. Fields of a .tsv file are separated by tabs.
'$csv_file'(File, Os, F, C, Fs) :-
    ( var(File) -> throw(error(instantiation_error, _)) ; true ),
    absolute_file_name(File, F, [extensions(['', '.csv', '.tsv']), access(read)]),
    '$csv_separator'(F, Sep), '$csv_options'(Os, Sep, C), '$csv_open_options'(Os, Fs).
'$csv_separator'(F, Sep) :- ( file_name_extension(_, E, F), downcase_atom(E, tsv) -> Sep = 0'\t ; Sep = 0', ).
'$csv_open_options'(Os, Fs) :- ( option(encoding(E), Os) -> Fs = [encoding(E)] ; Fs = [] ).

csv_read_file_row(File, Row, Os) :-
    '$csv_file'(File, Os, F, C, Fs), option(line(L), Os, _),
    setup_call_cleanup(open(F, read, S, Fs), '$csv_each_row'(S, C, Row, L), close(S)).
'$csv_each_row'(S, C, Row, L) :- between(1, inf, L0), '$csv_next'(S, C, Row0), ( Row0 == end_of_file -> !, fail ; Row = Row0, L = L0 ).
csv_read_row(S, Row, C) :- '$csv_next'(S, C, Row0), Row = Row0.
'$csv_next'(S, C, Row) :- arg(3, C, Ignore), '$csv_record'(S, Ignore, Cs), ( Cs == end_of_file -> Row = Cs ; '$csv_row'(Cs, C, Row, []) ).
% A record ends with a line unless that is inside of quotes.
'$csv_record'(S, Ignore, Cs) :- read_line_to_codes(S, L), ( L == -1 -> Cs = end_of_file ; Ignore == false, '$csv_open'(L, false) -> '$csv_record_rest'(S, R), append(L, [10|R], Cs) ; Cs = L ).
'$csv_record_rest'(S, Cs) :- read_line_to_codes(S, L), ( L == -1 -> Cs = [] ; '$csv_open'(L, true) -> '$csv_record_rest'(S, R), append(L, [10|R], Cs) ; Cs = L ).
'$csv_open'([], true).
'$csv_open'([C|Cs], Q) :- ( C =:= 0'" -> '$negated'(Q, Q1) ; Q1 = Q ), '$csv_open'(Cs, Q1).

csv_write_file(File, Rows) :- csv_write_file(File, Rows, []).
csv_write_file(File, Rows, Os) :-
    ( var(File) -> throw(error(instantiation_error, _)) ; true ),
    '$csv_separator'(File, Sep), '$csv_options'(Os, Sep, C), '$csv_open_options'(Os, Fs),
    setup_call_cleanup(open(File, write, S, Fs), '$csv_write'(S, Rows, C), close(S)).
csv_write_stream(S, Rows, Os) :- csv_options(C, Os), '$csv_write'(S, Rows, C).
'$csv_write'(_, [], _) :- !.
'$csv_write'(S, [Row|Rows], C) :- '$csv_emit_row'(Row, C, Cs, []), format(S, '~s', [Cs]), '$csv_write'(S, Rows, C).

'$csv_emit'([], _, S, S).
'$csv_emit'([Row|Rows], C, S0, S) :- '$csv_emit_row'(Row, C, S0, S1), '$csv_emit'(Rows, C, S1, S).
'$csv_emit_row'(Row, C, S0, S) :- '$must_be'(compound, Row), Row =.. [_|Fs], length(Fs, N), arg(8, C, Match), ( Match == false -> true ; arg(7, C, N) -> true ; arg(7, C, A), throw(error(domain_error(row_arity(A), N), _)) ), '$csv_emit_fields'(Fs, C, S0, S).
'$csv_emit_fields'([F|Fs], C, S0, S) :- '$csv_emit_field'(F, C, S0, S1), ( Fs == [] -> S1 = [13, 10|S] ; arg(1, C, Sep), S1 = [Sep|S2], '$csv_emit_fields'(Fs, C, S2, S) ).
'$csv_emit_field'(F, C, S0, S) :- ( ( atom(F) ; string(F) ) -> atom_codes(F, Cs) ; number_codes(F, Cs) ), arg(1, C, Sep), ( '$csv_must_quote'(Cs, Sep) -> S0 = [0'"|S1], '$csv_double'(Cs, S1, [0'"|S]) ; '$append_codes'(Cs, S, S0) ).
'$csv_must_quote'(Cs, Sep) :- member(X, Cs), memberchk(X, [Sep, 0'", 10, 13]), !.
'$csv_double'([], S, S).
'$csv_double'([C|Cs], [C|S0], S) :- ( C =:= 0'" -> S0 = [C|S1] ; S1 = S0 ), '$csv_double'(Cs, S1, S).
'$append_codes'([], S, S).
'$append_codes'([C|Cs], S, [C|T]) :- '$append_codes'(Cs, S, T).
