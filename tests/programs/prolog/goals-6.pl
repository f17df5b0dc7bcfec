% Flags, operators, sorting: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 144 checks
:- initialization(main).
:- dynamic foo/2, bar/1.
bar(1). bar(2). bar(3).
foo(1,a). foo(2,b) :- bar(2).
stat(1). stat(2).
a(1,f(_)). a(2,f(_)).
b(1,1). b(1,1). b(1,2). b(2,1). b(2,2). b(2,2).
mem(X,[X|_]). mem(X,[_|T]) :- mem(X,T).
twice(!) :- write('C '). twice(true) :- write('Moss ').
goal((twice(_),!)). goal(write('Three ')).
main :- nb_setval(checks, 0), c(Goal, Expected), nb_getval(checks, N0), N is N0 + 1, nb_setval(checks, N), check(Goal, Expected), fail.
main :- nb_getval(checks, N), format("~d checks~n", [N]).
check(Goal, Expected) :- with_output_to(string(Result), run(Goal)), ( Result == Expected -> true ; format("~s~n    gives ~s~n    not   ~s~n", [Goal, Result, Expected]) ).
run(Text) :- catch(( atom_to_term(Text, Goal, Names), findall(Names, limit(6, Goal), Solutions) ), Ball, true), show(Ball, Solutions).
show(Ball, _) :- nonvar(Ball), !, ( Ball = error(syntax_error(_), _) -> write('syntax error') ; Ball = error(Error, _) -> numbervars(Error, 0, _), writeq(Error) ; write('ball '), writeq(Ball) ).
show(_, []) :- write(false).
show(_, [S|Ss]) :- solution(S), rest(Ss).
rest([]).
rest([S|Ss]) :- write('; '), solution(S), rest(Ss).
solution([]) :- write(true).
solution([B|Bs]) :- numbervars([B|Bs], 0, _), bindings([B|Bs]).
bindings([B]) :- !, binding(B).
bindings([B|Bs]) :- binding(B), write(', '), bindings(Bs).
binding(N=V) :- write(N), write(=), writeq(V).

c("term_to_atom(X,'f(A,B,A)')", "X=f(A,B,A)").
c("term_to_atom(X,Y)", "instantiation_error").
c("set_prolog_flag(unknown,fail), current_prolog_flag(unknown,X), set_prolog_flag(unknown,error)", "X=fail").
c("set_prolog_flag(X,off)", "instantiation_error").
c("set_prolog_flag(5,decimals)", "type_error(atom,5)").
c("set_prolog_flag(date,'July 1988')", "domain_error(prolog_flag,date)").
c("set_prolog_flag(debug,trace)", "domain_error(flag_value,debug+trace)").
c("set_prolog_flag(bounded,true)", "permission_error(modify,flag,bounded)").
c("set_prolog_flag(max_arity,40)", "permission_error(modify,flag,max_arity)").
c("set_prolog_flag(unknown,X)", "instantiation_error").
c("set_prolog_flag(unknown,foo)", "domain_error(flag_value,unknown+foo)").
c("set_prolog_flag(double_quotes,foo)", "domain_error(flag_value,double_quotes+foo)").
c("current_prolog_flag(debug,off)", "true").
c("current_prolog_flag(bounded,X)", "X=false").
c("current_prolog_flag(max_integer,X)", "X=9223372036854775807").
c("current_prolog_flag(min_integer,X)", "X=-9223372036854775808").
c("current_prolog_flag(integer_rounding_function,X)", "X=toward_zero").
c("current_prolog_flag(max_arity,X)", "X=255").
c("current_prolog_flag(char_conversion,X)", "X=off").
c("current_prolog_flag(double_quotes,X)", "X=string").
c("current_prolog_flag(1,X)", "type_error(atom,1)").
c("current_prolog_flag(warning_flag,X)", "false").
c("current_prolog_flag(f(x),X)", "type_error(atom,f(x))").
c("current_op(1201,xfx,X)", "domain_error(operator_priority,1201)").
c("current_op(a,xfx,X)", "domain_error(operator_priority,a)").
c("current_op(P,yfy,X)", "domain_error(operator_specifier,yfy)").
c("current_op(P,1,X)", "domain_error(operator_specifier,1)").
c("current_op(P,xfx,1)", "type_error(atom,1)").
c("current_op(P,xfx,f(x))", "type_error(atom,f(x))").
c("current_op(1200,fx,X)", "X=:-; X=?-").
c("current_op(P,T,mod)", "P=400, T=yfx").
c("current_op(-1,T,mod)", "domain_error(operator_priority,-1)").
c("op(30,xfy,++), op(0,xfy,++)", "true").
c("op(max,xfy,++)", "type_error(integer,max)").
c("op(30,_,++)", "instantiation_error").
c("op(-30,xfy,++)", "domain_error(operator_priority,-30)").
c("op(1201,xfy,++)", "domain_error(operator_priority,1201)").
c("op(30,XFY,++)", "instantiation_error").
c("op(30,yfy,++)", "domain_error(operator_specifier,yfy)").
c("op(30,xfy,_)", "instantiation_error").
c("op(30,xfy,0)", "type_error(list,0)").
c("op(30,xfy,[a|_])", "instantiation_error").
c("op(30,xfy,[1])", "type_error(atom,1)").
c("op(30,xfy,(','))", "permission_error(modify,operator,',')").
c("op(30,xfy,[++,(',')])", "permission_error(modify,operator,',')").
c("op(_,_,_)", "instantiation_error").
c("char_conversion('&',X)", "instantiation_error").
c("char_conversion(X,a)", "instantiation_error").
c("char_conversion(ab,c)", "type_error(character,ab)").
c("char_conversion(1,c)", "type_error(character,1)").
c("current_char_conversion(a,X)", "X=a").
c("current_char_conversion(ab,X)", "type_error(character,ab)").
c("current_char_conversion(1,X)", "type_error(character,1)").
c("once(!)", "true").
c("once((X=1;X=2))", "X=1").
c("once(fail)", "false").
c("once(3)", "type_error(callable,3)").
c("once(X)", "instantiation_error").
c("ignore(fail)", "true").
c("ignore((X=1;X=2))", "X=1").
c("ignore(X)", "instantiation_error").
c("call((fail;true),1)", "existence_error(procedure,(;)/3)").
c("call(mem,X,[1,2])", "X=1; X=2").
c("call(mem(X),[1,2])", "X=1; X=2").
c("call(1,2)", "type_error(callable,1)").
c("call(X,2)", "instantiation_error").
c("call((a,b),c)", "existence_error(procedure,(',')/3)").
c("call(f(x),1,2)", "existence_error(procedure,f/3)").
c("call(\"a\",1)", "type_error(callable,\"a\")").
c("call((:-),a,b)", "existence_error(procedure,(:-)/2)").
c("false", "false").
c("true", "true").
c("repeat, !", "true").
c("forall(fail,true)", "true").
c("forall(mem(X,[1,2]),X>0)", "X=A").
c("forall(X,true)", "instantiation_error").
c("forall(fail,1)", "true").
c("keysort([1-1,1-1],S)", "S=[1-1,1-1]").
c("keysort([2-99,1-a,3-f(_),1-z,1-a,2-44],S)", "S=[1-a,1-z,1-a,2-99,2-44,3-f(A)]").
c("keysort([X-1,1-1],[2-1,1-1])", "X=2").
c("keysort(X,S)", "instantiation_error").
c("keysort([a|X],S)", "instantiation_error").
c("keysort([a],S)", "type_error(pair,a)").
c("keysort([a-1|b],S)", "type_error(list,[a-1|b])").
c("keysort([a,b],S)", "type_error(pair,a)").
c("keysort([X],S)", "instantiation_error").
c("keysort([2-1,1-2],[a|b])", "type_error(pair,a)").
c("keysort([2-1,1-2],[a])", "type_error(pair,a)").
c("keysort([2-1],[X|3])", "type_error(list,[A|3])").
c("sort([1,1],S)", "S=[1]").
c("sort([c,a,b,a],S)", "S=[a,b,c]").
c("sort(X,S)", "instantiation_error").
c("sort([a|X],S)", "instantiation_error").
c("sort([a|b],S)", "type_error(list,[a|b])").
c("sort([],foo)", "type_error(list,foo)").
c("sort([b,a],[X|c])", "type_error(list,[A|c])").
c("sort(foo,S)", "type_error(list,foo)").
c("msort([c,a,b,a],S)", "S=[a,a,b,c]").
c("msort(X,S)", "instantiation_error").
c("predsort(compare,[c,a,b,a],S)", "S=[a,b,c]").
c("sort(0,@>=,[1,3,2,3],L)", "L=[3,3,2,1]").
c("sort(0,@>,[1,3,2,3],L)", "L=[3,2,1]").
c("sort(1,@<,[f(2),f(1)],L)", "L=[f(1),f(2)]").
c("sort(1,@=<,[f(2),f(1),f(2)],L)", "L=[f(1),f(2),f(2)]").
c("sort(2,@<,[f(2)],L)", "type_error(compound,f(2))").
c("sort(0,foo,[a],L)", "domain_error(order,foo)").
c("sort(X,@<,[a],L)", "instantiation_error").
c("sort(-1,@<,[a],L)", "type_error(integer,-1)").
c("sort(a,@<,[a],L)", "type_error(integer,a)").
c("sort(1,@<,[a],L)", "type_error(compound,a)").
c("sort(0,X,[a],L)", "instantiation_error").
c("sort(0,@<,[a|X],L)", "instantiation_error").
c("sort(0,@<,[a|b],L)", "type_error(list,[a|b])").
c("length(L,2)", "L=[A,B]").
c("length([a,b],N)", "N=2").
c("length([a|X],3)", "X=[A,B]").
c("length(L,-1)", "domain_error(not_less_than_zero,-1)").
c("length(L,a)", "type_error(integer,a)").
c("length([a|b],N)", "type_error(list,[a|b])").
c("length(a,N)", "type_error(list,a)").
c("length(L,1.0)", "type_error(integer,1.0)").
c("length([a|X],N)", "X=[], N=1; X=[A], N=2; X=[A,B], N=3; X=[A,B,C], N=4; X=[A,B,C,D], N=5; X=[A,B,C,D,E], N=6").
c("length(L,L)", "false").
c("length([a,b|L],L)", "false").
c("length([a],-1)", "domain_error(not_less_than_zero,-1)").
c("length([a|X],0)", "false").
c("get_char(X,Y)", "instantiation_error").
c("get_char(foo,Y)", "existence_error(stream,foo)").
c("get_char(user_output,X)", "permission_error(input,stream,user_output)").
c("get_code(user_output,X)", "permission_error(input,stream,user_output)").
c("put_char(X)", "instantiation_error").
c("put_char(ab)", "type_error(character,ab)").
c("put_char(1)", "type_error(character,1)").
c("put_char(user_input,a)", "permission_error(output,stream,user_input)").
c("put_char(foo,a)", "existence_error(stream,foo)").
c("put_char(X,a)", "instantiation_error").
c("put_code(X)", "instantiation_error").
c("put_code(a)", "type_error(integer,a)").
c("put_code(-1)", "representation_error(character_code)").
c("put_code(user_input,97)", "permission_error(output,stream,user_input)").
c("put_byte(X)", "instantiation_error").
c("put_byte(a)", "type_error(byte,a)").
c("put_byte(256)", "type_error(byte,256)").
c("put_byte(-1)", "type_error(byte,-1)").
