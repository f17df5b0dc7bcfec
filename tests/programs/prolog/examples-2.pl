% Examples in the manner of the standard: each line is a goal and what it gives.
% expect: 125 checks
:- initialization(main).
main :- nb_setval(checks, 0), c(Goal, Expected), nb_getval(checks, N0), N is N0 + 1, nb_setval(checks, N), check(Goal, Expected), fail.
main :- nb_getval(checks, N), format("~d checks~n", [N]).
check(Goal, Expected) :- with_output_to(string(Result), run(Goal)), ( Result == Expected -> true ; format("~s~n    gives ~s~n    not   ~s~n", [Goal, Result, Expected]) ).
% The output of a goal, then its solutions (at most six) or its error.
run(Text) :- catch(( term_to_goal(Text, Goal, Names), findall(Names, limit(6, Goal), Solutions) ), Ball, true), show(Ball, Solutions).
term_to_goal(Text, Goal, Names) :- atom_to_term(Text, Goal, Names).
show(Ball, _) :- nonvar(Ball), !, ( Ball = error(Error, _) -> writeq(Error) ; write('ball '), writeq(Ball) ).
show(_, []) :- write(false).
show(_, [S|Ss]) :- show_solution(S), show_rest(Ss).
show_rest([]).
show_rest([S|Ss]) :- write('; '), show_solution(S), show_rest(Ss).
show_solution([]) :- write(true).
show_solution([B|Bs]) :- numbervars([B|Bs], 0, _), show_bindings([B|Bs]).
show_bindings([B]) :- !, print(B).
show_bindings([B|Bs]) :- print(B), write(', '), show_bindings(Bs).

c("char_code(Str, 99)", "'Str'=c").
c("char_code('b', 84)", "false").
c("number_chars(33, L)", "'L'=['3','3']").
c("number_chars(33, ['3', '3'])", "true").
c("number_chars(33.0, L)", "'L'=['3','3','.','0']").
c("number_chars(X, ['3', '.', '3', 'E', '+', '0'])", "'X'=3.3").
c("number_chars(3.3, ['3', '.', '3', 'E', '+', '0'])", "true").
c("number_chars(A, ['-', '2', '5'])", "'A'= -25").
c("number_chars(A, ['\\n', ' ', '3'])", "'A'=3").
c("number_chars(A, ['3', ' '])", "syntax_error(illegal_number)").
c("number_chars(A, ['0', x, f])", "'A'=15").
c("number_chars(A, ['0', '''', 'A'])", "'A'=65").
c("number_chars(A, ['4', '.', '2'])", "'A'=4.2").
c("number_chars(A, ['4', '2', '.', '0', 'e', '-', '1'])", "'A'=4.2").
c("number_codes(33, L)", "'L'=[51,51]").
c("number_codes(A, [0'0, 0'x, 0'f])", "'A'=15").
c("atom_codes('North', [0'N|X])", "'X'=[111,114,116,104]").
c("call((fail, 1))", "type_error(callable,(fail,1))").
c("call((write(3), X))", "3instantiation_error").
c("call((write(3), call(1)))", "3type_error(callable,1)").
c("call((Z = !, call((Z = !, a = X, Z)))), X == a", "'Z'=!, 'X'=a").
c("catch(number_codes(A, \"1 1\"), error(syntax_error(_), _), true)", "'A'=A").
c("catch(atom_length(_, _), error(E, _), true)", "'E'=instantiation_error").
c("(X = 1 ; X = 2), X == 2", "'X'=2").
c("(true ; fail), !", "true").
c("(! ; true)", "true").
c("(fail, ! ; X = 2)", "'X'=2").
c("((X = 1 ; X = 2), ! ; X = 3)", "'X'=1").
c("(call(!) ; X = 1)", "'X'=A; 'X'=1").
c("\\+ (!, fail)", "true").
c("\\+ (X = 1, X == 2)", "'X'=A").
c("G = (fail ; X = 1), call(G)", "'G'=(fail;1=1), 'X'=1").
c("(X = 1, Y = 2 -> Z = a ; Z = b)", "'X'=1, 'Y'=2, 'Z'=a").
c("((X = 1 ; X = 2) -> true ; X = 3)", "'X'=1").
c("(fail -> true ; true -> X = 1 ; X = 2)", "'X'=1").
c("once(!), X = 1", "'X'=1").
c("once((X = 1 ; X = 2))", "'X'=1").
c("once(repeat)", "true").
c("not(fail)", "true").
c("call(call, true)", "true").
c("call(',', X = 1, Y = 2)", "'X'=1, 'Y'=2").
c("call(;, fail, X = 1)", "'X'=1").
c("call((->), true, X = 1)", "'X'=1").
c("call(format, \"~w\", [x])", "xtrue").
c("maplist(=(X), [a,b])", "false").
c("maplist(X, [])", "'X'=A").
c("G = format, call(G, \"~w~w\", [a,b])", "ab'G'=format").
c("length(L, L)", "false").
c("length([a|L], L)", "false").
c("length(L, 0)", "'L'=[]").
c("length(L, 3), L = [a|_]", "'L'=[a,A,B]").
c("atom_to_term('X + Y + X', T, B)", "'T'=A+B+A, 'B'=['X'=A,'Y'=B]").
c("term_to_atom(f(X, 'Y', \"z\", 0'a, [1|T]), A), fail", "false").
c("msort([b, 1, a, 2.0, \"s\", f(a), Z, g, f(b), 1.0], L)", "'Z'=A, 'L'=[A,1.0,1,2.0,\"s\",a,b,g,f(a),f(b)]").
c("sort([f(X), f(Y), 1, a], L)", "'X'=A, 'Y'=B, 'L'=[1,a,f(A),f(B)]").
c("sort(0, @>=, [c-1, a-2, b-3], L)", "'L'=[c-1,b-3,a-2]").
c("sort(1, @=<, [c-1, a-2, b-3, a-1], L)", "'L'=[a-2,a-1,b-3,c-1]").
c("sort(2, @>, [c-1, a-2, b-3, d-3], L)", "'L'=[b-3,a-2,c-1]").
c("predsort([O,A-_,B-_]>>compare(O,A,B), [b-1,a-2,b-3], L)", "'O'=A, 'A'=B, 'B'=C, 'L'=[a-2,b-1]").
c("list_to_set([a,B,a,B,C], L)", "'B'=A, 'C'=B, 'L'=[a,A,B]").
c("sumlist([1,2,3], S)", "'S'=6").
c("nth0(I, [a,b,c], E)", "'I'=0, 'E'=a; 'I'=1, 'E'=b; 'I'=2, 'E'=c").
c("nth1(2, L, x), L = [_|_], !", "'L'=[A,x|B]").
c("last([1,2,3], X)", "'X'=3").
c("msort([c,b,a,c], L)", "'L'=[a,b,c,c]").
c("exclude([X]>>memberchk(X,[a]), [a,b,a,c], L)", "'X'=A, 'L'=[b,c]").
c("foldl([X,A,B]>>(B = [X|A]), [1,2,3], [], R)", "'X'=A, 'A'=B, 'B'=C, 'R'=[3,2,1]").
c("aggregate_all(count, (member(X,[1,2,3]), X > 1), N)", "'X'=A, 'N'=2").
c("between(1, inf, X), X > 3, !", "'X'=4").
c("nb_setval(v1, f(X)), nb_getval(v1, Y)", "'X'=A, 'Y'=f(B)").
c("string_concat(abc, X, abcdef)", "'X'=\"def\"").
c("string_concat(X, Y, \"ab\")", "'X'=\"\", 'Y'=\"ab\"; 'X'=\"a\", 'Y'=\"b\"; 'X'=\"ab\", 'Y'=\"\"").
c("sub_string(\"hello world\", B, 5, A, \"world\")", "'B'=6, 'A'=0").
c("split_string(\"/home//jan///nice/path\", \"/\", \"\", L)", "'L'=[\"\",\"home\",\"\",\"jan\",\"\",\"\",\"nice\",\"path\"]").
c("split_string(\"  a b  \", \" \", \" \", L)", "'L'=[\"a\",\"b\"]").
c("split_string(\"SWI-Prolog, 7.0\", \",\", \" \", L)", "'L'=[\"SWI-Prolog\",\"7.0\"]").
c("split_string(\"  \", \" \", \" \", L)", "'L'=[\"\"]").
c("split_string(\"\", \"\", \"\", L)", "'L'=[\"\"]").
c("atomic_list_concat([a,b,c], X)", "'X'=abc").
c("atomic_list_concat(Parts, '-', 'a-b-c')", "'Parts'=[a,b,c]").
c("atomic_list_concat([a,B,c], X)", "instantiation_error").
c("term_string(T, \"foo(X, Y, X)\")", "'T'=foo(A,B,A)").
c("text_concat(abc, X, abcdef)", "'X'=def").
c("read_term_from_atom('foo(X, bar)', T, [])", "'T'=foo(A,bar)").
c("numbervars(f(X,Y), 0, E)", "'X'=A, 'Y'=B, 'E'=2").
c("numbervars(f(X,Y), 23, E), print(f(X,Y))", "f(X,Y)'X'=X, 'Y'=Y, 'E'=25").
c("copy_term([X,Y,X], L)", "'X'=A, 'Y'=B, 'L'=[C,D,C]").
c("tab(2), write(x)", "  xtrue").
c("ground(f(a,B))", "false").
c("term_variables(f(X,g(Y),X,_Z), L)", "'X'=A, 'Y'=B, '_Z'=C, 'L'=[A,B,C]").
c("setof(K-V, member(K-V, [b-1,a-2,a-1]), L)", "'K'=A, 'V'=B, 'L'=[a-1,a-2,b-1]").
c("group_pairs_by_key([a-1,a-2,b-3,a-4], L)", "'L'=[a-[1,2],b-[3],a-[4]]").
c("pairs_keys_values(L, [a,b], [1,2])", "'L'=[a-1,b-2]").
c("max_list([], X)", "false").
c("max_member(X, [])", "false").
c("atom_number(A, N)", "instantiation_error").
c("ignore(fail), X = 1", "'X'=1").
c("catch(call_undefined_xyz, error(existence_error(procedure, PI), _), true)", "'PI'=call_undefined_xyz/0").
c("catch(throw(my), my, X = caught)", "'X'=caught").
c("catch(throw(first), second, true)", "ball first").
c("catch((member(X, [1,2,3]), X >= 2, throw(found(X))), found(Y), true)", "'X'=A, 'Y'=2").
c("setup_call_cleanup(true, X = 1, write(cleanup))", "cleanup'X'=1").
c("setup_call_cleanup(true, fail, write(cleanup))", "cleanupfalse").
c("setup_call_cleanup(true, throw(x), write(cleanup))", "cleanupball x").
c("setup_call_cleanup(S = 1, member(X, [1,2]), (write(c), write(S)))", "c1'S'=1, 'X'=1; 'S'=1, 'X'=2").
c("call_cleanup(true, write(done))", "donetrue").
c("string_code(1, abc, X)", "'X'=97").
c("char_type(X, digit(5))", "'X'='5'").
c("atom_chars(123, L)", "'L'=['1','2','3']").
c("last([], X)", "false").
c("apply(format, [\"~w\", [x]])", "xtrue").
c("assertion(true)", "true").
c("ground(X)", "false").
c("plus(1, 2, 3)", "true").
c("nb_setval(counter, 0), forall(member(_, [a,b,c]), (nb_getval(counter, C), C1 is C + 1, nb_setval(counter, C1))), nb_getval(counter, V)", "'C'=A, 'C1'=B, 'V'=3").
c("term_to_atom(T, 'p(X, Y) :- q(X), r(Y)')", "'T'=(p(A,B):-q(A),r(B))").
c("sformat(S, \"~w\", [x])", "'S'=\"x\"").
c("concat_atom([a,b], X)", "'X'=ab").
c("concat_atom([a,b], '-', X)", "'X'='a-b'").
c("unifiable(f(X,Y), f(1,2), L)", "'X'=A, 'Y'=B, 'L'=[B=2,A=1]").
c("subsumes_term(f(_), f(a))", "true").
c("arg(N, f(a,b), X)", "'N'=1, 'X'=a; 'N'=2, 'X'=b").
c("T = \"abc\", string_length(T, L)", "'T'=\"abc\", 'L'=3").
c("tab(-1)", "true").
c("char_code(X, 0'a)", "'X'=a").
