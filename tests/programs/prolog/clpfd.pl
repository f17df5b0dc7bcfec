% Constraints over integers: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 106 checks
:- use_module(library(clpfd)).
:- include('../../libraries/prolog/goals').

d(Vs) :- maplist([V]>>(fd_dom(V,D),write(D),write(' ')),Vs), nl.
n_factorial(0, 1).
n_factorial(N, F) :- N #> 0, N1 #= N - 1, F #= N * F1, n_factorial(N1, F1).
fib(0,0). fib(1,1).
fib(N,F) :- N #> 1, N1 #= N-1, N2 #= N-2, F #= F1+F2, fib(N1,F1), fib(N2,F2).
len([],0). len([_|T],N) :- N #> 0, N #= N0+1, len(T,N0).
c("n_factorial(10,F),print(F),nl", "3628800\nF=3628800").
c("n_factorial(N,120),print(N),nl", "5\nN=5").
c("findall(N2,n_factorial(N2,1),L2),print(L2),nl", "[0,1]\nN2=A, L2=[0,1]").
c("fib(10,Fi),print(Fi),nl", "55\nFi=55").
c("len(Ls,3)", "Ls=[A,B,C]").
c("X in 1..10, X #> 3, X #\\= 5, d([X])", "4\\/6..10 \nX=A").
c("X1 in 1..10, Y1 in 1..10, X1 #< Y1, d([X1,Y1])", "1..9 2..10 \nX1=A, Y1=B").
c("X2 in 0..5, Y2 #= X2*2, d([X2,Y2])", "0..5 0..10 \nX2=A, Y2=B").
c("X3 in 0..5, Y3 #= X3*X3, d([X3,Y3])", "0..5 0..25 \nX3=A, Y3=B").
c("X4 in -3..5, Y4 #= abs(X4), d([X4,Y4])", "-3..5 0..5 \nX4=A, Y4=B").
c("X5 in 0..10, Y5 #= X5//3, d([X5,Y5])", "0..10 0..3 \nX5=A, Y5=B").
c("X6 in 0..10, Y6 #= X6 mod 3, d([X6,Y6])", "0..10 0..2 \nX6=A, Y6=B").
c("X7 in 0..10, X7 #= 2*Y7, d([X7,Y7])", "0..10 0..5 \nX7=A, Y7=B").
c("X8 in 0..10, Y8 in 3..20, Z8 #= max(X8,Y8), d([X8,Y8,Z8])", "0..10 3..20 3..20 \nX8=A, Y8=B, Z8=C").
c("X9 in 0..10, Y9 in 3..20, Z9 #= min(X9,Y9), d([X9,Y9,Z9])", "0..10 3..20 0..10 \nX9=A, Y9=B, Z9=C").
c("Xa in 0..3, Ya #= 2^Xa, d([Xa,Ya])", "0..3 1..8 \nXa=A, Ya=B").
c("Xb in 1..3, Yb in 1..3, Zb in 1..2, Wb in 1..2, all_distinct([Xb,Zb,Wb]), d([Xb,Yb,Zb,Wb])", "3..3 1..3 1..2 1..2 \nXb=3, Yb=A, Zb=B, Wb=C").
c("Xc in 1..3, Xc #= 1 #\\/ Xc #= 3, findall(Xc,label([Xc]),Lc), print(Lc), nl", "[1,3]\nXc=A, Lc=[1,3]").
c("Xd in 1..5, (Xd #> 2) #<==> B, d([Xd,B]), B = 0, d([Xd])", "1..5 0..1 \n1..2 \nXd=A, B=0").
c("Xe in 1..5, #\\ (Xe #= 3), d([Xe])", "1..2\\/4..5 \nXe=A").
c("Xf in 1..5, Xf #> 2 #==> Xf #= 4, findall(Xf,label([Xf]),Lf), print(Lf), nl", "[1,2,4]\nXf=A, Lf=[1,2,4]").
c("Xg in 1..5, (Xg #> 2) #\\ (Xg #< 2), findall(Xg,label([Xg]),Lg), print(Lg), nl", "[1,3,4,5]\nXg=A, Lg=[1,3,4,5]").
c("length(Q,3), Q ins 1..3, sum(Q,#=,8), d(Q)", "2..3 2..3 2..3 \nQ=[A,B,C]").
c("scalar_product([1,2,3],[A1,A2,A3],#=,14),[A1,A2,A3] ins 1..3,d([A1,A2,A3])", "1..3 1..3 2..3 \nA1=A, A2=B, A3=C").
c("length(C,4), circuit(C), findall(C,label(C),LC), length(LC,NC), print(NC), nl", "6\nC=[A,B,C,D], LC=[[2,3,4,1],[2,4,1,3],[3,1,4,2],[3,4,2,1],[4,1,2,3],[4,3,1,2]], NC=6").
c("length(G,3), global_cardinality(G,[1-2,2-1]), findall(G,label(G),LG), print(LG), nl", "[[1,1,2],[1,2,1],[2,1,1]]\nG=[A,B,C], LG=[[1,1,2],[1,2,1],[2,1,1]]").
c("chain([H1,H2,H3],#<),[H1,H2,H3] ins 1..4,d([H1,H2,H3])", "1..2 2..3 3..4 \nH1=A, H2=B, H3=C").
c("lex_chain([[P1,P2],[1,2]]),[P1,P2] ins 0..2,findall([P1,P2],label([P1,P2]),LP),print(LP),nl", "[[0,0],[0,1],[0,2],[1,0],[1,1],[1,2]]\nP1=A, P2=B, LP=[[0,0],[0,1],[0,2],[1,0],[1,1],[1,2]]").
c("K in 1..5, findall(K,labeling([down],[K]),LK),print(LK),nl", "[5,4,3,2,1]\nK=A, LK=[5,4,3,2,1]").
c("K2 in 1..5, findall(K2,labeling([bisect],[K2]),LK2),print(LK2),nl", "[1,2,3,4,5]\nK2=A, LK2=[1,2,3,4,5]").
c("[K3,K4] ins 1..3, findall(K3-K4,labeling([min(K3-K4)],[K3,K4]),LK3),print(LK3),nl", "[1-3,1-2,2-3,1-1,2-2,3-3,2-1,3-2,3-1]\nK3=A, K4=B, LK3=[1-3,1-2,2-3,1-1,2-2,3-3,2-1,3-2,3-1]").
c("[M3,M4] ins 1..3, findall(M3-M4,labeling([max(M3),min(M4)],[M3,M4]),LM3),print(LM3),nl", "[3-1,3-2,3-3,2-1,2-2,2-3,1-1,1-2,1-3]\nM3=A, M4=B, LM3=[3-1,3-2,3-3,2-1,2-2,2-3,1-1,1-2,1-3]").
c("fd_inf(UU,I),fd_sup(UU,S),print(I-S),nl", "inf-sup\nUU=A, I=inf, S=sup").
c("V1 in 1..5 \\/ 8..9, fd_size(V1,SZ), print(SZ), nl", "7\nV1=A, SZ=7").
c("V2 in inf..3, d([V2])", "inf..3 \nV2=A").
c("V3 in 1..3, V3 = 5", "false").
c("V4 in 1..3, V4 = a", "type_error(integer,a)").
c("V5 in foo", "type_error(clpfd_domain,foo)").
c("labeling([foo],[])", "domain_error(labeling_option,foo)").
c("V6 in 1..3, V6 #= V6 + 1", "false").
c("V7 #< V8, V8 #< V7, [V7,V8] ins 0..100", "false").
c("V9 #= W9, V9 == W9, writeln(same)", "same\nV9=A, W9=A").
c("tuples_in([[T1,T2],[T2,T3]],[[1,2],[2,3],[3,1]]),T1=1,print([T1,T2,T3]),nl", "[1,2,3]\nT1=1, T2=2, T3=3").
c("transpose([[1,2],[3,4],[5,6]],TT),print(TT),nl", "[[1,3,5],[2,4,6]]\nTT=[[1,3,5],[2,4,6]]").
c("X20 #= Y20 + 2, copy_term(X20-Y20,X20-Y20,GG)", "X20=A, Y20=B, GG=[clpfd:(A#=B+2)]").
c("X21 * Y21 #= 12, X21 in 1..12, Y21 in 1..12, findall(X21*Y21,label([X21,Y21]),L21),print(L21),nl", "[1*12,2*6,3*4,4*3,6*2,12*1]\nX21=A, Y21=B, L21=[1*12,2*6,3*4,4*3,6*2,12*1]").
c("X22 #= 7 // 2, Y22 #= -7 // 2, Z22 #= -7 mod 2, print(X22/Y22/Z22),nl", "3/ -3/1\nX22=3, Y22=-3, Z22=1").
c("X23 #= 7 / 2", "type_error(evaluable,(/)/2)").
c("3 #= 2 + Y24, print(Y24), nl", "1\nY24=1").
c("2*X25 #= 7", "false").
c("X26 #= 2.5, print(X26)", "type_error(evaluable,2.5)").
c("1 #< 2", "true").
c("2 #< 1", "false").
c("X27^2 #= 49, X27 #> 0, print(X27), nl", "7\nX27=7").
c("2^X28 #= 1024, print(X28),nl", "10\nX28=10").
c("X29 in 0..1, X29 #<==> Y29, Y29 = 1, print(X29), nl", "1\nX29=1, Y29=1").
c("zcompare(O,1,2),print(O),nl", "<\nO=<").
c("Tasks = [task(S1,3,_,1,_),task(S2,2,_,1,_)],[S1,S2] ins 0..3,cumulative(Tasks,[limit(1)]),findall(S1-S2,label([S1,S2]),LT),print(LT),nl", "[0-3,2-0,3-0,3-1]\nTasks=[task(A,3,B,1,C),task(D,2,E,1,F)], S1=A, S2=D, LT=[0-3,2-0,3-0,3-1]").
c("X30 in 1..1000000, Y30 in 1..1000000, X30 + Y30 #= 2000000, print(X30-Y30), nl", "1000000-1000000\nX30=1000000, Y30=1000000").
c("length(L31,3), L31 ins 0..20, L31=[AA,BB,CC], AA*AA+BB*BB #= CC*CC, AA #> 0, AA #< BB, findall(L31,label(L31),LL31), print(LL31), nl", "[[3,4,5],[5,12,13],[6,8,10],[8,15,17],[9,12,15],[12,16,20]]\nL31=[A,B,C], AA=A, BB=B, CC=C, LL31=[[3,4,5],[5,12,13],[6,8,10],[8,15,17],[9,12,15],[12,16,20]]").
c("X32 in 1..3, findall(X32, indomain(X32), L32), print(L32), nl", "[1,2,3]\nX32=A, L32=[1,2,3]").
c("all_different([X33,Y33]), X33 = Y33", "false").
c("\\+ (X34 in 1..3, X34 #> 5), writeln(ok)", "ok\nX34=A").
c("X35 #> 3, \\+ X35 = 2, X35 = 4, writeln(X35)", "4\nX35=4").
c("length(L36,3), L36 ins 1..3, all_different(L36), sum(L36,#=,6), foldl([X36,A36,B36]>>(B36 #= A36*10+X36),L36,0,N36), labeling([max(N36)],L36), print(L36-N36), nl", "[3,2,1]-321\n[3,1,2]-312\n[2,3,1]-231\n[2,1,3]-213\n[1,3,2]-132\n[1,2,3]-123\nL36=[3,2,1], X36=A, A36=B, B36=C, N36=321; L36=[3,1,2], X36=A, A36=B, B36=C, N36=312; L36=[2,3,1], X36=A, A36=B, B36=C, N36=231; L36=[2,1,3], X36=A, A36=B, B36=C, N36=213; L36=[1,3,2], X36=A, A36=B, B36=C, N36=132; L36=[1,2,3], X36=A, A36=B, B36=C, N36=123").
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
