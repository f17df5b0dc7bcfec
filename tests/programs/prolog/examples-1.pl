% Examples in the manner of the standard: each line is a goal and what it gives.
% expect: 128 checks
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

c("bagof(X, (X=Y;X=Z), L)", "'X'=A, 'Y'=B, 'Z'=C, 'L'=[B,C]").
c("bagof(f(X,Y),(X=a;Y=b),L)", "'X'=A, 'Y'=B, 'L'=[f(a,C),f(D,b)]").
c("bagof(X, Y^((X=1,Y=1);(X=2,Y=2)),S)", "'X'=A, 'Y'=B, 'S'=[1,2]").
c("bagof(X, Y^((X=1;Y=1);(X=2,Y=2)),S)", "'X'=A, 'Y'=B, 'S'=[1,C,2]").
c("bagof(X, (X=1,Y=1 ; X=2,Y=2), S)", "'X'=A, 'Y'=1, 'S'=[1]; 'X'=A, 'Y'=2, 'S'=[2]").
c("bagof(X, (member(X,[V,U,f(U),f(V)])), L)", "'X'=A, 'V'=B, 'U'=C, 'L'=[B,C,f(C),f(B)]").
c("setof((X,Y),(X=2;Y=1),L)", "'X'=A, 'Y'=B, 'L'=[(C,1),(2,D)]").
c("setof(X-Xs,setof(Y,member(Y-X,[1-a,2-a,3-b]),Xs),L)", "'X'=A, 'Xs'=B, 'Y'=C, 'L'=[a-[1,2],b-[3]]").
c("findall(X, (X=1;X=2), S)", "'X'=A, 'S'=[1,2]").
c("findall(X+Y, (X=1), S)", "'X'=A, 'Y'=B, 'S'=[1+C]").
c("findall(X, fail, L)", "'X'=A, 'L'=[]").
c("findall(X, (X=1;X=1), S)", "'X'=A, 'S'=[1,1]").
c("findall(X, member(X,[1,2]), L, [3])", "'X'=A, 'L'=[1,2,3]").
c("forall(fail, true)", "true").
c("copy_term(X, Y)", "'X'=A, 'Y'=B").
c("copy_term(X, 3)", "'X'=A").
c("copy_term(_, a)", "true").
c("copy_term(a+X, X+b)", "'X'=a").
c("copy_term(_, _)", "true").
c("copy_term(X+X+Y, A+B+B)", "'X'=A, 'Y'=B, 'A'=C, 'B'=C").
c("copy_term(a, a)", "true").
c("copy_term(f(a), f(X))", "'X'=a").
c("'\\\\='(1, 1)", "false").
c("'\\\\='(X, 1)", "false").
c("'\\\\='(X, Y)", "false").
c("'\\\\='(f(X, 1), f(a(X)))", "'X'=A").
c("'='(f(X, 1), f(a(X)))", "false").
c("'='(f(X, Y, X), f(a(X), a(Y), Y, 2))", "false").
c("unify_with_occurs_check(X, 1)", "'X'=1").
c("'=='(short, short)", "true").
c("'@=<'(1.0, 1)", "true").
c("'@<'(aardvark, zebra)", "true").
c("'@=<'(X, X)", "'X'=A").
c("'@<'(X, Y)", "'X'=A, 'Y'=B").
c("'@<'(foo(X, a), foo(Y, b))", "'X'=A, 'Y'=B").
c("functor(mats(A,B), mats, 3)", "false").
c("arg(1, foo(X, b), a)", "'X'=a").
c("arg(1, foo(X, b), Y), X = Y", "'X'=A, 'Y'=A").
c("foo(a, b) =.. [foo|L]", "'L'=[a,b]").
c("X is '+'(7, 35)", "'X'=42").
c("X is '+'(0, 3+11)", "'X'=14").
c("X is '+'(0, foo)", "type_error(evaluable,foo/0)").
c("X is '-'(7)", "'X'= -7").
c("X is '-'(3 - 11)", "'X'=8").
c("X is '/'(7, 35)", "'X'=0.2").
c("X is '/'(140.0, 3+11)", "'X'=10.0").
c("X is mod(7, 3)", "'X'=1").
c("X is mod(5.1, 2)", "type_error(integer,5.1)").
c("X is 7 * foo", "type_error(evaluable,foo/0)").
c("X is floor(7.4)", "'X'=7").
c("X is round(7.5)", "'X'=8").
c("X is ceiling(-0.5)", "'X'=0").
c("X is truncate(-0.5)", "'X'=0").
c("X is float(7.3)", "'X'=7.3").
c("X is float(5 / 3)", "'X'=1.6666666666666667").
c("X is float(foo)", "type_error(evaluable,foo/0)").
c("X is abs(foo)", "type_error(evaluable,foo/0)").
c("X is '**'(5, 3)", "'X'=125").
c("X is '**'(-5.0, 3)", "'X'= -125.0").
c("X is '**'(5, -1)", "'X'=0.2").
c("X is '**'(5, 3.0)", "'X'=125.0").
c("X is '**'(0.0, 0)", "'X'=1.0").
c("X is '^'(5, 3)", "'X'=125").
c("X is '^'(2, -1)", "type_error(float,2)").
c("X is '^'(1, -1)", "'X'=1").
c("X is '^'(-1, -1)", "'X'= -1").
c("X is '^'(0, -1)", "evaluation_error(zero_divisor)").
c("X is '^'(2, 3.0)", "'X'=8.0").
c("X is sin(0.0)", "'X'=0.0").
c("X is sin(foo)", "type_error(evaluable,foo/0)").
c("X is cos(0.0)", "'X'=1.0").
c("X is atan(0.0)", "'X'=0.0").
c("X is exp(0.0)", "'X'=1.0").
c("X is log(1.0)", "'X'=0.0").
c("X is log(foo)", "type_error(evaluable,foo/0)").
c("X is sqrt(0.0)", "'X'=0.0").
c("X is sqrt(-1.0)", "evaluation_error(undefined)").
c("X is '>>'(16, 2)", "'X'=4").
c("X is '>>'(19, 2)", "'X'=4").
c("X is '>>'(-16, 2)", "'X'= -4").
c("X is '<<'(foo, 2)", "type_error(evaluable,foo/0)").
c("X is '>>'(1.0, 2)", "type_error(integer,1.0)").
c("X is '/\\\\'(10, 12)", "'X'=8").
c("X is '\\\\'('\\\\'(10))", "'X'=10").
c("X is '/\\\\'(125, 255)", "'X'=125").
c("X is '/\\\\'(-10, 12)", "'X'=4").
c("X is '\\\\/'(10, 12)", "'X'=14").
c("X is '\\\\/'(foo, 2)", "type_error(evaluable,foo/0)").
c("X is '\\\\'(10)", "'X'= -11").
c("X is '\\\\'(1.5)", "type_error(integer,1.5)").
c("X is max(1, 2.0)", "'X'=2.0").
c("X is max(1, foo)", "type_error(evaluable,foo/0)").
c("X is min(3.0, 3)", "'X'=3.0").
c("X is atan2(1, 0.0)", "'X'=1.5707963267948966").
c("X is copysign(1.0, -2.0)", "'X'= -1.0").
c("X is xor(10, 12)", "'X'=6").
c("X is div(-7, 2)", "'X'= -4").
c("X is cot(1.0)", "'X'=0.6420926159343306").
c("X is 1 + N", "instantiation_error").
c("0 =:= foo", "type_error(evaluable,foo/0)").
c("1.0 =:= 1", "true").
c("3 * 2 =:= 7 - 1", "true").
c("N =:= 5", "instantiation_error").
c("floot(1) =:= 5", "type_error(evaluable,floot/1)").
c("0.333 =:= 1/3", "false").
c("0 < 1", "true").
c("0.333 < foo", "type_error(evaluable,foo/0)").
c("foo(X, b) =:= 4", "type_error(evaluable,foo/2)").
c("atom_length('enchanted evening', N)", "'N'=17").
c("atom_concat(hello, ' world', S3)", "'S3'='hello world'").
c("atom_concat(T, ' world', 'small world')", "'T'=small").
c("atom_concat(hello, ' world', 'small world')", "false").
c("sub_atom(abracadabra, 0, 5, _, S2)", "'S2'=abrac").
c("sub_atom(abracadabra, _, 5, 0, S2)", "'S2'=dabra").
c("sub_atom(abracadabra, 3, L, 3, S2)", "'L'=5, 'S2'=acada").
c("sub_atom(abracadabra, B, 2, A, ab)", "'B'=0, 'A'=9; 'B'=7, 'A'=2").
c("sub_atom('Banana', 3, 3, _, S2)", "'S2'=ana").
c("sub_atom('charity', _, 3, 0, S2)", "'S2'=ity").
c("sub_atom('ab', Before, Length, After, Sub_atom)", "'Before'=0, 'Length'=0, 'After'=2, 'Sub_atom'=''; 'Before'=0, 'Length'=1, 'After'=1, 'Sub_atom'=a; 'Before'=0, 'Length'=2, 'After'=0, 'Sub_atom'=ab; 'Before'=1, 'Length'=0, 'After'=1, 'Sub_atom'=''; 'Before'=1, 'Length'=1, 'After'=0, 'Sub_atom'=b; 'Before'=2, 'Length'=0, 'After'=0, 'Sub_atom'=''").
c("sub_atom(abc, B, 2, A, S)", "'B'=0, 'A'=1, 'S'=ab; 'B'=1, 'A'=0, 'S'=bc").
c("atom_chars('', L)", "'L'=[]").
c("atom_chars([], L)", "'L'=['[',']']").
c("atom_chars('''', L)", "'L'=['\\'']").
c("atom_chars('North', ['N'|X])", "'X'=[o,r,t,h]").
c("atom_chars('soap', ['s', 'o', 'a', 'p'])", "true").
c("atom_chars('soap', ['s', 'o', 'a'])", "false").
c("atom_chars(X, ['N', 'o'])", "'X'='No'").
c("char_code('a', Code)", "'Code'=97").
