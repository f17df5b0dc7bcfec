% Constraints over integers: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 52 checks
:- use_module(library(clpfd)).
:- include('../../libraries/prolog/goals').

d(Vs) :- maplist([V]>>(fd_dom(V,D),write(D),write(' ')),Vs), nl.
n_factorial(0, 1).
n_factorial(N, F) :- N #> 0, N1 #= N - 1, F #= N * F1, n_factorial(N1, F1).
fib(0,0). fib(1,1).
fib(N,F) :- N #> 1, N1 #= N-1, N2 #= N-2, F #= F1+F2, fib(N1,F1), fib(N2,F2).
len([],0). len([_|T],N) :- N #> 0, N #= N0+1, len(T,N0).
c("n_factorial(5,F)", "F=120").
c("n_factorial(N,6)", "N=3").
c("findall(N2,n_factorial(N2,1),L2),print(L2),nl", "[0,1]\nN2=A, L2=[0,1]").
c("fib(4,Fi),print(Fi),nl", "3\nFi=3").
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
c("length(C,3), circuit(C), findall(C,label(C),LC)", "C=[A,B,C], LC=[[2,3,1],[3,1,2]]").
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
c("V7 #< V8, V8 #< V7, [V7,V8] ins 0..9", "false").
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
