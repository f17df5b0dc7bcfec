% Arithmetic and clauses: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 144 checks
:- include('../../libraries/prolog/goals').

c("X is lcm(4,6)", "X=12").
c("X is cot(1.0)", "X=0.6420926159343306").
c("X is acot(1.0)", "X=0.7853981633974483").
c("X is copysign(2,-0.0)", "X=-2.0").
c("X is nexttoward(1,2)", "X=1.0000000000000002").
c("X is trig(1)", "type_error(evaluable,trig/1)").
c("X is truncate(1.0e308*10)", "evaluation_error(float_overflow)").
c("X is 1.0e308*10", "evaluation_error(float_overflow)").
c("X is -1.0e308*10", "evaluation_error(float_overflow)").
c("X is 1.0e308+1.0e308", "evaluation_error(float_overflow)").
c("X is 1.0e-320/1.0e10", "X=0.0").
c("X is 9223372036854775807 + 1", "X=9223372036854775808").
c("X is -9223372036854775808 - 1", "X=-9223372036854775809").
c("X is 9223372036854775807 * 2", "X=18446744073709551614").
c("X is -(-9223372036854775808)", "X=9223372036854775808").
c("X is abs(-9223372036854775808)", "X=9223372036854775808").
c("X is -9223372036854775808 // -1", "X=9223372036854775808").
c("X is 1.5 + 1", "X=2.5").
c("X is 3.0 - 1", "X=2.0").
c("X is 3 * 1.5", "X=4.5").
c("X is foo(1)", "type_error(evaluable,foo/1)").
c("X is foo(1,2)", "type_error(evaluable,foo/2)").
c("X is 1 + (2,3)", "type_error(evaluable,(',')/2)").
c("X is f", "type_error(evaluable,f/0)").
c("X is {}", "type_error(evaluable,{}/0)").
c("X is '1'", "type_error(evaluable,'1'/0)").
c("X is \"1\"", "X=49").
c("1 =:= 1.0", "true").
c("1 =:= a", "type_error(evaluable,a/0)").
c("1 =:= X", "instantiation_error").
c("1 =\\= 1.0", "false").
c("1 < 2", "true").
c("2 < 1", "false").
c("1 < a", "type_error(evaluable,a/0)").
c("a < 1", "type_error(evaluable,a/0)").
c("X < 1", "instantiation_error").
c("1 =< 1.0", "true").
c("1 >= 2", "false").
c("foo > 1", "type_error(evaluable,foo/0)").
c("1+1 =:= 2", "true").
c("0.333 =:= 1/3", "false").
c("9007199254740993 =:= 9007199254740992.0", "false").
c("9007199254740993 < 9007199254740992.0", "false").
c("succ(X,1)", "X=0").
c("succ(1,X)", "X=2").
c("succ(X,0)", "false").
c("succ(X,Y)", "instantiation_error").
c("succ(a,X)", "type_error(integer,a)").
c("succ(-1,X)", "type_error(not_less_than_zero,-1)").
c("succ(X,-1)", "type_error(not_less_than_zero,-1)").
c("succ(1.0,X)", "type_error(integer,1.0)").
c("succ(X,a)", "type_error(integer,a)").
c("succ(1,3)", "false").
c("plus(1,X,3)", "X=2").
c("plus(X,1,3)", "X=2").
c("plus(1,2,X)", "X=3").
c("plus(X,Y,3)", "instantiation_error").
c("plus(a,1,X)", "type_error(integer,a)").
c("clause(x,Body)", "false").
c("clause(_,B)", "instantiation_error").
c("clause(4,X)", "type_error(callable,4)").
c("clause(foo(X,Y),5)", "type_error(callable,5)").
c("clause(f(_),5)", "type_error(callable,5)").
c("clause(atom(_),B)", "permission_error(access,private_procedure,atom/1)").
c("clause(foo(X,Y),B)", "X=1, Y=a, B=true; X=2, Y=b, B=bar(2)").
c("clause(bar(X),true)", "X=1; X=2; X=3").
c("clause(stat(X),B)", "X=1, B=true; X=2, B=true").
c("clause(nope(X),B)", "false").
c("current_predicate(bar/X)", "X=1").
c("current_predicate(foo/A)", "A=2").
c("current_predicate(nope/A)", "false").
c("current_predicate(4)", "type_error(predicate_indicator,4)").
c("current_predicate(foo:4)", "type_error(predicate_indicator,4)").
c("current_predicate(foo/bar)", "type_error(predicate_indicator,foo/bar)").
c("current_predicate(4/1)", "type_error(predicate_indicator,4/1)").
c("current_predicate(X/1.0)", "type_error(predicate_indicator,A/1.0)").
c("current_predicate(foo/(-1))", "false").
c("current_predicate(foo)", "type_error(predicate_indicator,foo)").
c("current_predicate(append/3)", "false").
c("asserta(_)", "instantiation_error").
c("asserta(4)", "type_error(callable,4)").
c("asserta((foo:-4))", "type_error(callable,4)").
c("asserta((bar:-X)), retract((bar:-B))", "X=A, B=call(B)").
c("asserta((atom(_):-true))", "permission_error(modify,static_procedure,atom/1)").
c("assertz((foo:-(true,4)))", "type_error(callable,(true,4))").
c("assertz((foo,bar))", "permission_error(modify,static_procedure,(',')/2)").
c("assertz((_:-true))", "instantiation_error").
c("assertz((4:-true))", "type_error(callable,4)").
c("assertz((foo(1):-X,4))", "type_error(callable,(A,4))").
c("assertz((a:-b:-c))", "syntax error").
c("assertz(\"foo\")", "type_error(callable,\"foo\")").
c("assertz((foo:-(fail;1)))", "type_error(callable,(fail;1))").
c("assertz((foo:-(fail->1)))", "type_error(callable,(fail->1))").
c("assertz((foo:- \\+ 1))", "true").
c("retract((x:-in_win95))", "false").
c("retract(X)", "instantiation_error").
c("retract((4:-X))", "type_error(callable,4)").
c("retract((atom(X):-X=='[]'))", "permission_error(modify,static_procedure,atom/1)").
c("retract(nope(X))", "false").
c("retract((X:-true))", "instantiation_error").
c("retract(bar(2))", "true").
c("retractall(bar(3))", "true").
c("retractall(nope2(_)), nope2(_)", "false").
c("retractall(4)", "type_error(callable,4)").
c("retractall(X)", "instantiation_error").
c("retractall(atom(_))", "permission_error(modify,static_procedure,atom/1)").
c("retractall((foo:-bar))", "permission_error(modify,static_procedure,(:-)/2)").
c("abolish(foo/a)", "type_error(integer,a)").
c("abolish(foo/(-1))", "domain_error(not_less_than_zero,-1)").
c("abolish(X)", "instantiation_error").
c("abolish(foo)", "type_error(predicate_indicator,foo)").
c("abolish(foo/X)", "instantiation_error").
c("abolish(X/1)", "instantiation_error").
c("abolish(4/1)", "type_error(atom,4)").
c("abolish(foo(1)/1)", "type_error(atom,foo(1))").
c("abolish(abolish/1)", "permission_error(modify,static_procedure,abolish/1)").
c("abolish(nope/2)", "true").
c("abolish(stat/1)", "permission_error(modify,static_procedure,stat/1)").
c("abolish(foo/1000000)", "representation_error(max_arity)").
c("atom_length('enchanted evening',N)", "N=17").
c("atom_length('',N)", "N=0").
c("atom_length(X,4)", "instantiation_error").
c("atom_length(1.23,4)", "type_error(atom,1.23)").
c("atom_length(atom,'4')", "type_error(integer,'4')").
c("atom_length(atom,-4)", "domain_error(not_less_than_zero,-4)").
c("atom_length(atom,4)", "true").
c("atom_length(f(a),N)", "type_error(atom,f(a))").
c("atom_length(123,N)", "N=3").
c("atom_length(abc,1.0)", "type_error(integer,1.0)").
c("atom_length([],N)", "N=2").
c("atom_concat(hello,' world',X)", "X='hello world'").
c("atom_concat(T,' world','small world')", "T=small").
c("atom_concat(hello,' world','small world')", "false").
c("atom_concat(T1,T2,hello)", "T1='', T2=hello; T1=h, T2=ello; T1=he, T2=llo; T1=hel, T2=lo; T1=hell, T2=o; T1=hello, T2=''").
c("atom_concat(small,T2,T4)", "instantiation_error").
c("atom_concat(T1,small,T4)", "instantiation_error").
c("atom_concat(f(a),b,X)", "type_error(atom,f(a))").
c("atom_concat(a,f(b),X)", "type_error(atom,f(b))").
c("atom_concat(X,Y,f(a))", "type_error(atom,f(a))").
c("atom_concat(1,2,X)", "X='12'").
c("atom_concat(X,a,ba)", "X=b").
c("atom_concat(X,X,aa)", "X=a").
c("sub_atom(abracadabra,0,5,_,S2)", "S2=abrac").
c("sub_atom(abracadabra,_,5,0,S2)", "S2=dabra").
