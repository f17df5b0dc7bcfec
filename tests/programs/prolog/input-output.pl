% Streams, reading, writing, format: each line is a goal, what it writes and what it gives.
% expect: 100 checks
:- initialization(main).
main :- tmp_file(checks, File), nb_setval(file, File), nb_setval(checks, 0), c(Goal, Expected), nb_getval(checks, N0), N is N0 + 1, nb_setval(checks, N), check(Goal, Expected), fail.
main :- nb_getval(checks, N), format("~d checks~n", [N]).
check(Goal, Expected) :- with_output_to(string(Result), run(Goal)), ( Result == Expected -> true ; format("~s~n    gives ~s~n    not   ~s~n", [Goal, Result, Expected]) ).
% The output of a goal, then its solutions (at most six) or its error.
run(Text) :- catch(( term_to_goal(Text, Goal, Names), findall(Names, limit(6, Goal), Solutions) ), Ball, true), show(Ball, Solutions).
% The variable TMP is the name of a file for this run.
term_to_goal(Text, Goal, Names) :- atom_to_term(Text, Goal, Names0), ( select('TMP' = File, Names0, Names) -> nb_getval(file, File) ; Names = Names0 ).
show(Ball, _) :- nonvar(Ball), !, ( Ball = error(Error, _) -> writeq(Error) ; write('ball '), writeq(Ball) ).
show(_, []) :- write(false).
show(_, [S|Ss]) :- show_solution(S), show_rest(Ss).
show_rest([]).
show_rest([S|Ss]) :- write('; '), show_solution(S), show_rest(Ss).
show_solution([]) :- write(true).
show_solution([B|Bs]) :- numbervars([B|Bs], 0, _), show_bindings([B|Bs]).
show_bindings([B]) :- !, print(B).
show_bindings([B|Bs]) :- print(B), write(', '), show_bindings(Bs).

c("open(TMP, write, S), write(S, 'hello.\\nfoo(X,Y).\\n\"text\".\\n'), close(S), write(ok), fail", "okfalse").
c("open(TMP, read, S), read(S, A), read(S, B), read(S, C), read(S, D), close(S), write(A/C/D), B = foo(_, _), fail", "hello/text/end_of_filefalse").
c("open(TMP, read, S), get_char(S, A), peek_char(S, B), get_char(S, C), get_code(S, D), peek_code(S, E), close(S), write([A,B,C,D,E]), fail", "[h,e,e,108,108]false").
c("open(TMP, read, S), line_count(S, A), read(S, _), line_count(S, B), line_position(S, C), character_count(S, D), close(S), write([A,B,C,D]), fail", "[1,1,6,6]false").
c("open(TMP, read, S), stream_property(S, position(P)), get_char(S, A), get_char(S, B), set_stream_position(S, P), get_char(S, C), close(S), write([A,B,C]), fail", "[h,e,h]false").
c("open(TMP, read, S), stream_property(S, mode(M)), stream_property(S, file_name(F)), (F == TMP -> true ; write(other)), stream_property(S, eof_action(E)), stream_property(S, end_of_stream(Z)), stream_property(S, type(T)), stream_property(S, reposition(R)), close(S), write([M,E,Z,T,R]), fail", "[read,eof_code,not,text,true]false").
c("open(TMP, read, S), stream_property(S, input), \\+ stream_property(S, output), close(S), write(yes), fail", "yesfalse").
c("open(TMP, read, S, [alias(inp)]), get_char(inp, C), close(inp), write(C), fail", "hfalse").
c("open(TMP, read, S, [alias(inp)]), catch(open(TMP, read, _, [alias(inp)]), error(E, _), true), close(S), write(E), fail", "permission_error(open,source_sink,alias(inp))false").
c("open(TMP, read, S), close(S), catch(get_char(S, _), error(existence_error(K, _), _), true), write(K), fail", "streamfalse").
c("open(TMP, read, S, [eof_action(eof_code)]), read_string(S, _, T), get_char(S, E), get_char(S, F), close(S), write([E, F]), fail", "[end_of_file,end_of_file]false").
c("open(TMP, read, S), read_string(S, _, T), stream_property(S, end_of_stream(A)), get_char(S, _), stream_property(S, end_of_stream(B)), close(S), write([A, B]), fail", "[past,past]false").
c("open(TMP, append, S), write(S, 'last.\\n'), close(S), open(TMP, read, R), read_stream_to_codes(R, Cs), close(R), length(Cs, N), write(N), fail", "31false").
c("open(TMP, read, S), read_line_to_string(S, A), read_line_to_codes(S, B), close(S), atom_codes(C, B), write(A/C), fail", "hello. / foo(X,Y).false").
c("open(TMP, read, S), read_line_to_codes(S, B, T), T = [], close(S), atom_codes(C, B), writeq(C), fail", "'hello.\\n'false").
c("open(TMP, read, S), findall(L, (repeat, read_line_to_string(S, L), (L == end_of_file -> ! ; true)), Ls), close(S), writeq(Ls), fail", "[\"hello.\",\"foo(X,Y).\",\"\\\"text\\\".\",\"last.\",end_of_file]false").
c("open(TMP, read, S), set_input(S), read(A), get_char(B), peek_char(C), at_end_of_stream -> true ; seen, write(not_at_end), fail", "not_at_endfalse").
c("see(TMP), read(A), seen, write(A), fail", "hellofalse").
c("open(TMP, write, S, [type(binary)]), put_byte(S, 255), put_byte(S, 0), put_byte(S, 10), close(S), open(TMP, read, R, [type(binary)]), get_byte(R, A), peek_byte(R, B), get_byte(R, C), get_byte(R, D), get_byte(R, E), close(R), write([A,B,C,D,E]), fail", "[255,0,0,10,-1]false").
c("open(TMP, read, R, [type(binary)]), catch(get_char(R, _), error(permission_error(A, B, _), _), true), close(R), write(A/B), fail", "input/binary_streamfalse").
c("open(TMP, read, R, [type(binary)]), catch(read(R, _), error(permission_error(A, B, _), _), true), close(R), write(A/B), fail", "input/binary_streamfalse").
c("open(TMP, write, R, [type(binary)]), catch(put_char(R, a), error(permission_error(A, B, _), _), true), close(R), write(A/B), fail", "output/binary_streamfalse").
c("open(TMP, write, S), write(S, 'p(1).\\np(a b).\\np(2).\\n'), close(S), open(TMP, read, R), read(R, A), catch(read(R, _), error(syntax_error(E), file(_, Line, Col, _)), true), read(R, B), close(R), write([A,E,Line,Col,B]), fail", "[p(1),operator_expected,2,4,p(2)]false").
c("open(TMP, read, R), read(R, A), read_term(R, B, [syntax_errors(quiet)]) -> true ; write(failed), fail", "failedfalse").
c("open(TMP, write, S), write(S, 'f(X, _, Y, X, _Z).'), close(S), open(TMP, read, R), read_term(R, T, [variable_names(N), variables(V), singletons(Ss), term_position(P)]), close(R), length(V, L), stream_position_data(line_count, P, Line), write(L/Line), T = f(1,2,3,1,5), print(N), print(Ss), fail", "4/1['X'=1,'Y'=3,'_Z'=5]['Y'=3]false").
c("open(TMP, write, S), write(S, 'no end'), close(S), open(TMP, read, R), catch(read(R, _), error(syntax_error(E), _), true), close(R), write(E), fail", "end_of_filefalse").
c("open(TMP, write, S), write(S, '/* open'), close(S), open(TMP, read, R), catch(read(R, _), error(syntax_error(E), _), true), close(R), write(E), fail", "end_of_file_in_block_commentfalse").
c("open(TMP, write, S), write(S, '''open'), close(S), open(TMP, read, R), catch(read(R, _), error(syntax_error(E), _), true), close(R), writeq(E), fail", "end_of_file_in_quoted('\\'')false").
c("open(TMP, write, S), write(S, '% only a comment\\n'), close(S), open(TMP, read, R), read(R, T), close(R), write(T), fail", "end_of_filefalse").
c("open(TMP, write, S), write(S, 'é'), close(S), open(TMP, read, R), get_code(R, C), close(R), open(TMP, read, Q, [encoding(octet)]), get_code(Q, A), get_code(Q, B), close(Q), write([C,A,B]), fail", "[233,195,169]false").
c("exists_file(TMP)", "true").
c("delete_file(TMP), \\+ exists_file(TMP)", "true").
c("catch(delete_file(TMP), error(existence_error(K, _), _), true)", "'K'=file").
c("catch(open(TMP, read, S), error(existence_error(K, _), _), true)", "'S'=A, 'K'=source_sink").
c("open('no-such-directory/x', write, S)", "existence_error(source_sink,'no-such-directory/x')").
c("current_output(S), S == S, write(ok), fail", "okfalse").
c("current_input(S), stream_property(S, alias(A)), write(A), fail", "user_inputfalse").
c("stream_property(S, alias(user_error)), stream_property(S, mode(M)), write(M), fail", "appendfalse").
c("with_output_to(string(S), (write(a), print('B'), nl, writeq('C d')))", "'S'=\"a'B'\\n'C d'\"").
c("with_output_to(codes(C, T), write(ab))", "'C'=[97,98|A], 'T'=A").
c("with_output_to(chars(C), write(ab))", "'C'=[a,b]").
c("with_output_to(string(S), fail)", "false").
c("with_output_to(string(S), throw(oops))", "ball oops").
c("catch(with_output_to(string(_), throw(oops)), oops, true), write(visible), fail", "visiblefalse").
c("open_string(\"a(1). b(2).\", S), read(S, A), read(S, B), read(S, C), close(S), write([A,B,C]), fail", "[a(1),b(2),end_of_file]false").
c("write_term([1,2,3,4,5,6,7,8,9,10,11,12], [max_depth(5)])", "[1,2,3,4|...]true").
c("write_term(f(g(h(i(j)))), [max_depth(3)])", "f(g(h(...)))true").
c("write_term('a b', [quoted(true)]), write_term('a b', [])", "'a b'a btrue").
c("write_term([a,f(x,y)], [spacing(next_argument)])", "[a, f(x, y)]true").
c("write_term('$VAR'(3), [numbervars(true)]), write_term('$VAR'(3), [numbervars(false), quoted(true)])", "D'$VAR'(3)true").
c("write_term(1+2, [ignore_ops(true)])", "+(1,2)true").
c("write_term({a}, [brace_terms(false)])", "{}(a)true").
c("write_term([a,b], [no_lists(true), quoted(true)])", "'[|]'(a,'[|]'(b,[]))true").
c("write_term(f(X, Y), [variable_names(['X'=X, 'Y'=Y])]), X = Y, fail", "f(X,Y)false").
c("write_term(f(X), [variable_names(['X'=X, 'Y'=X])]), fail", "f(X)false").
c("catch(write_term(f(X), [variable_names(['x'=X])]), error(domain_error(D, variable_names(_)), _), true), print(D), fail", "write_optionfalse").
c("write_term(f(X), [variable_names(['X'=X|_])])", "instantiation_error").
c("write_term(f(X), [variable_names([X])])", "instantiation_error").
c("catch(write_term(f(X), [variable_names([1=X])]), error(domain_error(D, variable_names(_)), _), true), print(D), fail", "write_optionfalse").
c("write_term(f(X), [variable_names(foo)])", "domain_error(write_option,variable_names(foo))").
c("write_term(a, [quoted(true), fullstop(true)])", "a. true").
c("write_term(a, [fullstop(true), nl(true)])", "a.\ntrue").
c("write_term(1-2, [priority(100)])", "(1-2)true").
c("write_term(a, [max_depth(-1)])", "domain_error(write_option,max_depth(-1))").
c("print([1,'A'])", "[1,'A']true").
c("write_canonical(f(X,Y,X,'$VAR'(1),{x},\"s\")), X = Y, fail", "f(A,_,A,'$VAR'(1),{}(x),\"s\")false").
c("writeq(\"a\\\"b\\\\c\\n\\t\")", "\"a\\\"b\\\\c\\n\\t\"true").
c("writeq('a\\x1\\b')", "'a\\x1\\b'true").
c("writeq(['\\\\', '^', '', a+'B', - - 1, 1 - -1, \\+a, [a|b], 'hello world', \"str\"])", "[\\,^,'',a+'B',- -1,1- -1,\\+a,[a|b],'hello world',\"str\"]true").
c("portray_clause(foo(X, Y, _, X)), X = Y, fail", "foo(A, _, _, A).\nfalse").
c("portray_clause((a:-b,c;d->e))", "a :-\n    (   b,\n        c\n    ;   d\n    ->  e\n    ).\ntrue").
c("portray_clause((a:-(b:-c),\\+ (d,e)))", "a :-\n    (b:-c),\n    \\+ ( d,\n         e\n       ).\ntrue").
c("portray_clause([1,2,'X'])", "[1, 2, 'X'].\ntrue").
c("portray_clause(\"s\")", "\"s\".\ntrue").
c("portray_clause((:- dynamic a/1))", ":- dynamic a/1.\ntrue").
c("portray_clause((a-->b,{c}))", "a -->\n    b,\n    { c\n    }.\ntrue").
c("assertz(lst(1)), assertz((lst(X) :- X > 1, foo(X))), listing(lst/1), fail", ":- dynamic lst/1.\n\nlst(1).\nlst(A) :-\n    A>1,\n    foo(A).\n\nfalse").
c("assertz((portray(secret) :- write('***'))), print(f(secret, [secret, x])), fail", "f(***,[***,x])false").
c("format(\"~p ~w~n\", [secret, secret]), retractall(portray(_)), fail", "*** secret\nfalse").
c("tab(3), write(x), tab(1+1), write(y)", "   x  ytrue").
c("nl, write(x)", "\nxtrue").
c("put_char(a), put_char('\\n')", "a\ntrue").
c("writeln(hello), print(x), nl", "hello\nx\ntrue").
c("format(\"~a~t~20|~w~n\", [name, value])", "name                value\ntrue").
c("format(\"~t~d~6|~t~d~12|~n\", [1, 22])", "     1    22\ntrue").
c("format(\"~`-t~30|~n\")", "------------------------------\ntrue").
c("format(\"~e ~4f ~g ~2d ~D\", [1.5, 2.0, 0.1, 314, 1234567])", "1.500000e+00 2.0000 0.1 3.14 1,234,567true").
c("format(\"~s ~q ~i~c~*c ~8r ~16r ~8|x\", [\"abc\", 'A', skipped, 65, 3, 0'x, 64, 255])", "abc 'A' Axxx 100 ff xtrue").
c("format(\"~w and ~w\", [a])", "a and format('not enough arguments')").
c("format(\"~w\", [a, b])", "aformat('too many arguments')").
c("format(\"~d\", [a])", "type_error(evaluable,a/0)").
c("format(\"~z\", [])", "existence_error(format_character,z)").
c("format(atom(A), \"~w-~a\", [x, y])", "'A'='x-y'").
c("format(string(S), \"~p\", ['A b'])", "'S'=\"'A b'\"").
c("format(codes(C), \"ab\", [])", "'C'=[97,98]").
c("format(\"~w\", hello), nl", "hello\ntrue").
c("format(\"~@~w\", [write(called), x])", "calledxtrue").
c("read_term_from_atom('foo(Bar)', T, [])", "'T'=foo(A)").
c("string_code(1, \"abc\", X)", "'X'=97").
c("print_message(silent, foo)", "true").
