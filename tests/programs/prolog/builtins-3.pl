% Builtins of the standard and libraries: each line is a goal and what it gives.
% expect: 111 checks
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

c("stream_property(foo, X)", "existence_error(stream,foo)").
c("stream_property(S, foo)", "domain_error(stream_property,foo)").
c("stream_property(1, X)", "domain_error(stream,1)").
c("read(user_output, X)", "permission_error(input,stream,user_output)").
c("read(X, Y)", "instantiation_error").
c("read(foo, Y)", "existence_error(stream,foo)").
c("write(X, a)", "instantiation_error").
c("write(foo, a)", "existence_error(stream,foo)").
c("write(user_input, a)", "permission_error(output,stream,user_input)").
c("write_term(a, X)", "instantiation_error").
c("write_term(a, [quoted(true)|X])", "instantiation_error").
c("write_term(a, [X])", "instantiation_error").
c("write_term(a, foo)", "type_error(list,foo)").
c("write_term(a, [foo])", "domain_error(write_option,foo)").
c("write_term(a, [quoted(X)])", "instantiation_error").
c("write_term(a, [quoted(foo)])", "domain_error(write_option,quoted(foo))").
c("write_canonical([a,'B'|\"c\"])", "[a,'B'|\"c\"]true").
c("flush_output(X)", "instantiation_error").
c("flush_output(foo)", "existence_error(stream,foo)").
c("flush_output(user_input)", "permission_error(output,stream,user_input)").
c("set_stream_position(X, Y)", "instantiation_error").
c("set_stream_position(user_input, X)", "instantiation_error").
c("set_stream_position(user_input, foo)", "domain_error(stream_position,foo)").
c("char_conversion(a, b)", "true").
c("char_conversion(X, b)", "instantiation_error").
c("current_char_conversion(a, X)", "'X'=b").
c("number_codes(X, Y)", "instantiation_error").
c("atom_codes(X, Y)", "instantiation_error").
c("sub_atom(abc, B, 1, 0, X)", "'B'=2, 'X'=c").
c("writeq('hello world')", "'hello world'true").
c("writeq(- 1)", "-1true").
c("writeq(-(1))", "- (1)true").
c("writeq(1 - 2)", "1-2true").
c("writeq([a|b])", "[a|b]true").
c("writeq('\\n')", "'\\n'true").
c("writeq({a,b})", "{a,b}true").
c("nb_setval(cnt, 5), nb_getval(cnt, X)", "'X'=5").
c("b_setval(v, 1), b_getval(v, X)", "'X'=1").
c("list_to_ord_set([c,a,b,a], S), ord_union(S, [d], U), ord_subtract(U, [a], D), ord_memberchk(b, D)", "'S'=[a,b,c], 'U'=[a,b,c,d], 'D'=[b,c,d]").
c("ord_intersection([a,b,c],[b,c,d],I)", "'I'=[b,c]").
c("ord_subset([a],[a,b])", "true").
c("ord_insert([a,c], b, S)", "'S'=[a,b,c]").
c("option(a(X), [a(1), b(2)])", "'X'=1").
c("option(c(X), [a(1)], def)", "'X'=def").
c("select_option(a(X), [b(2),a(1)], R)", "'X'=1, 'R'=[b(2)]").
c("pairs_keys_values(P, [a,b], [1,2])", "'P'=[a-1,b-2]").
c("pairs_keys([a-1,b-2], K)", "'K'=[a,b]").
c("pairs_values([a-1,b-2], V)", "'V'=[1,2]").
c("foldl([X,A0,A]>>(A is A0+X), [1,2,3], 0, S)", "'X'=A, 'A0'=B, 'A'=C, 'S'=6").
c("maplist([X,Y]>>(Y is X*2), [1,2,3], L)", "'X'=A, 'Y'=B, 'L'=[2,4,6]").
c("include([X]>>(X > 1), [1,2,3], L)", "'X'=A, 'L'=[2,3]").
c("exclude([X]>>(X > 1), [1,2,3], L)", "'X'=A, 'L'=[1]").
c("partition([X]>>(X > 1), [1,2,3], I, O)", "'X'=A, 'I'=[2,3], 'O'=[1]").
c("maplist(succ, [1,2], L)", "'L'=[2,3]").
c("nth0(1, [a,b,c], X)", "'X'=b").
c("nth1(I, [a,b,c], c)", "'I'=3").
c("last([1,2,3], X)", "'X'=3").
c("sum_list([1,2.5], S)", "'S'=3.5").
c("max_list([1,3,2], M)", "'M'=3").
c("max_member(M, [1,a,\"s\"])", "'M'=a").
c("list_to_set([a,b,a,1,1.0], S)", "'S'=[a,b,1,1.0]").
c("sumlist([1,2], S)", "'S'=3").
c("subtract([a,b,c], [b], L)", "'L'=[a,c]").
c("permutation([1,2,3], L)", "'L'=[1,2,3]; 'L'=[1,3,2]; 'L'=[2,1,3]; 'L'=[2,3,1]; 'L'=[3,1,2]; 'L'=[3,2,1]").
c("flatten([a,[b,[c]],[]], L)", "'L'=[a,b,c]").
c("exclude([X]>>(X==a), [a,b], L)", "'X'=A, 'L'=[b]").
c("delete([a,b,a,c], a, L)", "'L'=[b,c]").
c("reverse([1,2,3], L)", "'L'=[3,2,1]").
c("msort([c,a,b], L)", "'L'=[a,b,c]").
c("nextto(X, Y, [1,2,3])", "'X'=1, 'Y'=2; 'X'=2, 'Y'=3").
c("sort(0, @>=, [1,3,2,3], L)", "'L'=[3,3,2,1]").
c("select(b, [a,b,c], L)", "'L'=[a,c]").
c("selectchk(b, [a,b,c,b], L)", "'L'=[a,c,b]").
c("select(b, [a,b,c], x, L)", "'L'=[a,x,c]").
c("subset([a], [a,b])", "true").
c("union([a,b],[b,c],L)", "'L'=[a,b,c]").
c("intersection([a,b],[b,c],L)", "'L'=[b]").
c("exclude(foo, [], L)", "'L'=[]").
c("same_length([a,b], L)", "'L'=[A,B]").
c("sumlist([], X)", "'X'=0").
c("last([], X)", "false").
c("aggregate_all(count, fail, C)", "'C'=0").
c("aggregate_all(max(X), member(X,[]), M)", "false").
c("string_code(1, \"abc\", X)", "'X'=97").
c("sub_string(\"hello\", 1, 3, A, S)", "'A'=1, 'S'=\"ell\"").
c("char_type(X, digit(3))", "'X'='3'").
c("tab(2)", "  true").
c("phrase(foo, L)", "existence_error(procedure,foo/2)").
c("phrase(X, L)", "instantiation_error").
c("phrase(1, L)", "type_error(callable,1)").
c("phrase(([a],[b]), L)", "'L'=[a,b]").
c("phrase(([a];[b]), [b])", "true").
c("phrase(\"ab\", L)", "'L'=[97,98]").
c("phrase({true}, L)", "'L'=[]").
c("phrase([a], [a,b], R)", "'R'=[b]").
c("phrase([a], foo)", "type_error(list,foo)").
c("ground(a)", "true").
c("term_string(X, \"foo(A)\")", "'X'=foo(A)").
c("copy_term([X],[Y])", "'X'=A, 'Y'=B").
c("with_output_to(string(S), write(hello))", "'S'=\"hello\"").
c("with_output_to(atom(S), (write(a), write(b)))", "'S'=ab").
c("with_output_to(codes(S), write(ab))", "'S'=[97,98]").
c("with_output_to(foo, true)", "domain_error(output_sink,foo)").
c("format(atom(A), \"~w-~w\", [a,b])", "'A'='a-b'").
c("format(\"~w~n\", hello)", "hello\ntrue").
c("read_term_from_atom('p(X)', T, [])", "'T'=p(A)").
c("sformat(S, \"x\", [])", "'S'=\"x\"").
c("split_string(\"a b\", \" \", \"\", L)", "'L'=[\"a\",\"b\"]").
c("nb_getval(undefined_key_1, X)", "existence_error(variable,undefined_key_1)").
c("string_chars(S, [h,i])", "'S'=\"hi\"").
c("atom_chars(X, ['1'])", "'X'='1'").
