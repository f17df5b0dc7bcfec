% Builtins of the standard and libraries: each line is a goal and what it gives.
% expect: 140 checks
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

c("(member(X,[1,2]) *-> true ; X = 3)", "'X'=1; 'X'=2").
c("(fail *-> true ; X = 3)", "'X'=3").
c("member(X, [1,2,3]), X > 1, !", "'X'=2").
c("findall(X-Y, (member(X,[1,2]), member(Y,[a,b])), L)", "'X'=A, 'Y'=B, 'L'=[1-a,1-b,2-a,2-b]").
c("bagof(X, member(X-Y, [1-a,2-b,3-a]), L)", "'X'=A, 'Y'=a, 'L'=[1,3]; 'X'=A, 'Y'=b, 'L'=[2]").
c("bagof(X, Y^member(X-Y, [1-a,2-b,3-a]), L)", "'X'=A, 'Y'=B, 'L'=[1,2,3]").
c("bagof(X, fail, L)", "false").
c("bagof(X, G, L)", "instantiation_error").
c("bagof(X, 1, L)", "type_error(callable,1)").
c("bagof(X, Y^Z, L)", "instantiation_error").
c("bagof(X, member(X,[1]), foo)", "type_error(list,foo)").
c("setof(X-Y, member(X-Y,[b-1,a-2]), L)", "'X'=A, 'Y'=B, 'L'=[a-2,b-1]").
c("setof(X, X^(true;4), L)", "type_error(callable,(true;4))").
c("asserta(_)", "instantiation_error").
c("assertz((foo :- 4))", "type_error(callable,4)").
c("assertz((atom(_) :- true))", "permission_error(modify,static_procedure,atom/1)").
c("assertz((foo :- X))", "'X'=A").
c("assertz(4)", "type_error(callable,4)").
c("assertz((X :- true))", "instantiation_error").
c("assertz((4 :- true))", "type_error(callable,4)").
c("assertz((a,b))", "permission_error(modify,static_procedure,(',')/2)").
c("assertz((foo(1) :- true)), foo(X)", "'X'=1").
c("retract(X)", "instantiation_error").
c("retract((X :- true))", "instantiation_error").
c("retract((4 :- X))", "type_error(callable,4)").
c("retract((atom(_) :- X))", "permission_error(modify,static_procedure,atom/1)").
c("retract(nonexistent_pred(_))", "false").
c("abolish(foo/a)", "type_error(integer,a)").
c("abolish(foo/(-1))", "domain_error(not_less_than_zero,-1)").
c("abolish(X)", "instantiation_error").
c("abolish(foo)", "type_error(predicate_indicator,foo)").
c("abolish(foo/X)", "instantiation_error").
c("abolish(X/2)", "instantiation_error").
c("abolish(1/2)", "type_error(atom,1)").
c("clause(X, B)", "instantiation_error").
c("clause(4, B)", "type_error(callable,4)").
c("clause(f(_), 5)", "type_error(callable,5)").
c("clause(atom(_), B)", "permission_error(access,private_procedure,atom/1)").
c("clause(nonexistent_pred2(_), B)", "false").
c("current_predicate(X/Y), fail", "false").
c("current_predicate(4)", "type_error(predicate_indicator,4)").
c("current_predicate(foo/a)", "type_error(predicate_indicator,foo/a)").
c("current_predicate(nonexistent_xyz/N)", "false").
c("current_op(P, xfx, is)", "'P'=700").
c("current_op(1201, T, N)", "domain_error(operator_priority,1201)").
c("current_op(P, foo, N)", "domain_error(operator_specifier,foo)").
c("current_op(P, T, 1)", "type_error(atom,1)").
c("current_op(P, T, dynamic)", "'P'=1150, 'T'=fx").
c("current_op(P, T, -)", "'P'=200, 'T'=fy; 'P'=500, 'T'=yfx").
c("op(1201, xfx, foo)", "domain_error(operator_priority,1201)").
c("op(_, xfx, foo)", "instantiation_error").
c("op(a, xfx, foo)", "type_error(integer,a)").
c("op(200, _, foo)", "instantiation_error").
c("op(200, foo, foo)", "domain_error(operator_specifier,foo)").
c("op(200, xfx, _)", "instantiation_error").
c("op(200, xfx, [a|_])", "instantiation_error").
c("op(200, xfx, [a,_])", "instantiation_error").
c("op(200, xfx, 1)", "type_error(list,1)").
c("op(200, xfx, ',')", "permission_error(modify,operator,',')").
c("op(200, xfx, [a,','])", "permission_error(modify,operator,',')").
c("op(200, xfx, '|')", "permission_error(create,operator,'|')").
c("op(1100, xfy, '|')", "true").
c("op(0, xfy, '|')", "true").
c("op(1100, xfy, '|')", "true").
c("op(200, xfx, [])", "permission_error(create,operator,[])").
c("op(200, xfx, '[]')", "permission_error(create,operator,[])").
c("op(30, xf, xyz1), op(40, xfx, xyz1)", "permission_error(create,operator,xyz1)").
c("op(200, yfy, foo)", "domain_error(operator_specifier,yfy)").
c("op(-1, xfx, foo)", "domain_error(operator_priority,-1)").
c("set_prolog_flag(X, on)", "instantiation_error").
c("set_prolog_flag(5, on)", "type_error(atom,5)").
c("set_prolog_flag(date, 'July 1999')", "domain_error(prolog_flag,date)").
c("set_prolog_flag(debug, trace)", "domain_error(flag_value,debug+trace)").
c("set_prolog_flag(bounded, true)", "permission_error(modify,flag,bounded)").
c("set_prolog_flag(max_arity, 40)", "permission_error(modify,flag,max_arity)").
c("set_prolog_flag(double_quotes, foo)", "domain_error(flag_value,double_quotes+foo)").
c("set_prolog_flag(unknown, foo)", "domain_error(flag_value,unknown+foo)").
c("set_prolog_flag(unknown, X)", "instantiation_error").
c("current_prolog_flag(bounded, X)", "'X'=false").
c("current_prolog_flag(max_integer, X)", "'X'=9223372036854775807").
c("current_prolog_flag(min_integer, X)", "'X'= -9223372036854775808").
c("current_prolog_flag(max_arity, X)", "'X'=unbounded").
c("current_prolog_flag(integer_rounding_function, X)", "'X'=toward_zero").
c("current_prolog_flag(double_quotes, X)", "'X'=string").
c("current_prolog_flag(unknown, X)", "'X'=error").
c("current_prolog_flag(debug, X)", "'X'=off").
c("current_prolog_flag(char_conversion, X)", "'X'=off").
c("current_prolog_flag(occurs_check, X)", "'X'=false").
c("current_prolog_flag(1, X)", "type_error(atom,1)").
c("current_prolog_flag(warning, X)", "false").
c("current_prolog_flag(f(x), X)", "type_error(atom,f(x))").
c("get_char(user_output, X)", "permission_error(input,stream,user_output)").
c("put_char(user_input, a)", "permission_error(output,stream,user_input)").
c("get_char(_, X)", "instantiation_error").
c("get_char(foo, X)", "existence_error(stream,foo)").
c("get_char(1, X)", "domain_error(stream_or_alias,1)").
c("get_code(user_input, a)", "type_error(integer,a)").
c("peek_char(user_output, X)", "permission_error(input,stream,user_output)").
c("peek_code(user_output, X)", "permission_error(input,stream,user_output)").
c("peek_byte(user_output, X)", "permission_error(input,stream,user_output)").
c("put_byte(user_output, 1)", "permission_error(output,text_stream,user_output)").
c("put_char(X)", "instantiation_error").
c("put_char(ab)", "type_error(character,ab)").
c("put_char(1)", "type_error(character,1)").
c("put_code(a)", "type_error(integer,a)").
c("put_code(-1)", "representation_error(character_code)").
c("put_byte(X)", "instantiation_error").
c("put_byte(a)", "type_error(byte,a)").
c("put_byte(user_output, 300)", "type_error(byte,300)").
c("nl(X)", "instantiation_error").
c("nl(foo)", "existence_error(stream,foo)").
c("nl(user_input)", "permission_error(output,stream,user_input)").
c("open(X, read, S)", "instantiation_error").
c("open(f, X, S)", "instantiation_error").
c("open(f, read, S, X)", "instantiation_error").
c("open(f, read, S, [type(text)|X])", "instantiation_error").
c("open(f, read, S, [X])", "instantiation_error").
c("open(f, 1, S)", "type_error(atom,1)").
c("open(f, read, S, foo)", "type_error(list,foo)").
c("open(f, read, s)", "uninstantiation_error(s)").
c("open(f(x), read, S)", "domain_error(source_sink,f(x))").
c("open(f, foo, S)", "domain_error(io_mode,foo)").
c("open(f, read, S, [foo])", "domain_error(stream_option,foo)").
c("open(f, read, S, [type(foo)])", "domain_error(stream_option,type(foo))").
c("open('/nonexist/x', read, S)", "existence_error(source_sink,'/nonexist/x')").
c("close(X)", "instantiation_error").
c("close(foo)", "existence_error(stream,foo)").
c("close(user_input, X)", "instantiation_error").
c("close(user_input, [foo])", "domain_error(close_option,foo)").
c("close(user_input, [force(true)|X])", "instantiation_error").
c("close(user_input, [X])", "instantiation_error").
c("close(user_input, foo)", "type_error(list,foo)").
c("current_input(foo)", "domain_error(stream,foo)").
c("current_output(1)", "domain_error(stream,1)").
c("current_input(f(x))", "domain_error(stream,f(x))").
c("set_input(X)", "instantiation_error").
c("set_input(foo)", "existence_error(stream,foo)").
c("set_input(user_output)", "permission_error(input,stream,user_output)").
c("set_output(user_input)", "permission_error(output,stream,user_input)").
c("set_output(X)", "instantiation_error").
