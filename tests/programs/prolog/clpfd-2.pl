% Constraints over integers: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 53 checks
:- use_module(library(clpfd)).
:- include('../../libraries/prolog/goals').

d(Vs) :- maplist([V]>>(fd_dom(V,D),write(D),write(' ')),Vs), nl.
c("2 #< 1", "false").
c("X27^2 #= 49, X27 #> 0, print(X27), nl", "7\nX27=7").
c("2^X28 #= 1024, print(X28),nl", "10\nX28=10").
c("X29 in 0..1, X29 #<==> Y29, Y29 = 1, print(X29), nl", "1\nX29=1, Y29=1").
c("zcompare(O,1,2),print(O),nl", "<\nO=<").
c("Tasks = [task(S1,3,_,1,_),task(S2,2,_,1,_)],[S1,S2] ins 0..3,cumulative(Tasks,[limit(1)]),findall(S1-S2,label([S1,S2]),LT),print(LT),nl", "[0-3,2-0,3-0,3-1]\nTasks=[task(A,3,B,1,C),task(D,2,E,1,F)], S1=A, S2=D, LT=[0-3,2-0,3-0,3-1]").
c("X30 in 1..1000000, Y30 in 1..1000000, X30 + Y30 #= 2000000, print(X30-Y30), nl", "1000000-1000000\nX30=1000000, Y30=1000000").
c("length(L31,3), L31 ins 0..5, L31=[AA,BB,CC], AA*AA+BB*BB #= CC*CC, AA #> 0, AA #< BB, findall(L31,label(L31),LL31), print(LL31), nl", "[[3,4,5]]\nL31=[A,B,C], AA=A, BB=B, CC=C, LL31=[[3,4,5]]").
c("X32 in 1..3, findall(X32, indomain(X32), L32), print(L32), nl", "[1,2,3]\nX32=A, L32=[1,2,3]").
c("all_different([X33,Y33]), X33 = Y33", "false").
c("\\+ (X34 in 1..3, X34 #> 5), writeln(ok)", "ok\nX34=A").
c("X35 #> 3, \\+ X35 = 2, X35 = 4, writeln(X35)", "4\nX35=4").
c("X #< Y, X = Y", "false").
c("X #\\= Y, X = Y", "false").
c("all_distinct([X,Y]), X = Y", "false").
c("X #= Y + Z, Y = Z, X = 7", "false").
c("X in 1..3, copy_term(X, X, Gs)", "X=A, Gs=[clpfd:(A in 1..3)]").
c("X #> 3, X #\\= 7, copy_term(X, X, Gs)", "X=A, Gs=[clpfd:(A in 4..6\\/8..sup)]").
c("X in 1..3, Y = f(X), copy_term(Y, C, Gs)", "X=A, Y=f(A), C=f(B), Gs=[clpfd:(B in 1..3)]").
c("X #= Y * Z, copy_term([X,Y,Z], C, Gs)", "X=A, Y=B, Z=C, C=[D,E,F], Gs=[clpfd:(E*F#=D)]").
c("B #<==> (X #> 2), copy_term([B,X], C, Gs)", "B=A, X=B, C=[C,D], Gs=[clpfd:(C in 0..1),clpfd:(C#<==>3#=<D)]").
c("label([_])", "instantiation_error").
c("label(X)", "instantiation_error").
c("label([a])", "type_error(integer,a)").
c("X in 1..sup, label([X])", "instantiation_error").
c("X in _", "instantiation_error").
c("X #= _ + a", "type_error(evaluable,a/0)").
c("X in 3..1", "false").
c("[X,Y] ins 1..2, X + Y #= 4", "X=2, Y=2").
c("fd_dom(X, D)", "X=A, D=inf..sup").
c("X = 3, fd_dom(X, D)", "X=3, D=3..3").
c("fd_size(X, S)", "X=A, S=sup").
c("X in 1..3, fd_degree(X, D)", "X=A, D=0").
c("sum([1,2,X], #=, 6)", "X=3").
c("sum([X], foo, 3)", "domain_error(scalar_product_relation,foo)").
c("element(2, [a], X)", "false").
c("X #= 3 #<==> B, X = 3", "X=3, B=1").
c("X #\\= 3 #<==> B, X in 4..9", "X=A, B=1").
c("X in 1..5 #<==> B, X = 7", "X=7, B=0").
c("B #<==> (X #= Y), X = Y", "B=1, X=A, Y=A").
c("5 #= X * Y, X #> 1, Y #> 1, X in 0..5, Y in 0..5", "false").
c("X in 0..20, X rem 7 #= 6, findall(X, label([X]), L)", "X=A, L=[6,13,20]").
c("X in -10..10, X // 3 #= -2, findall(X, label([X]), L)", "X=A, L=[-8,-7,-6]").
c("X in -10..10, X div 3 #= -2, findall(X, label([X]), L)", "X=A, L=[-6,-5,-4]").
c("X ^ 3 #= 27", "X=3").
c("X ^ 3 #= -27", "X=-3").
c("X ^ 2 #= 26", "false").
c("X * X #= 1000000000000000000000000, X #> 0", "X=1000000000000").
c("X #= 2 ^ 100", "X=1267650600228229401496703205376").
c("X * 3 #= 1000000000000000000000001", "false").
c("X in 1..3, X #= Y, Y #> 2", "X=3, Y=3").
c("dif(X, 3), X in 3..4, X #\\= 4", "false").
c("X in 1..2, freeze(X, (write(X), nl)), label([X])", "1\n2\nX=1; X=2").
